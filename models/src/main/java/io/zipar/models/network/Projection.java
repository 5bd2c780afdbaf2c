/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A linear layer, perhaps behind a hidden one: last(gelu(hidden(x))) or last(x). Immutable.
 *
 * @param hidden what comes first, empty for nothing
 * @param last the layer that yields the result
 */
@ApiStatus.Experimental(since = "0.1")
public record Projection(Optional<Hidden> hidden, Linear last) {
  /** Checks that nothing is null. */
  public Projection {
    Objects.requireNonNull(hidden, "hidden");
    Objects.requireNonNull(last, "last");
  }

  /** Which function a GELU is. */
  public enum Gelu {
    /** {@code 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))}. */
    TANH,
    /** {@code 0.5 x (1 + erf(x / sqrt(2)))}. */
    ERF
  }

  /**
   * A matrix, perhaps with a bias.
   *
   * @param matrix outputs x inputs
   * @param bias added to the product, one for each output; empty for none
   */
  public record Linear(Tensor matrix, Optional<Tensor> bias) {
    /** Checks that nothing is null. */
    public Linear {
      Objects.requireNonNull(matrix, "matrix");
      Objects.requireNonNull(bias, "bias");
    }

    /**
     * A matrix without a bias.
     *
     * @param matrix outputs x inputs
     * @return the layer
     */
    public static Linear of(Tensor matrix) {
      return new Linear(matrix, Optional.empty());
    }

    Stream<Tensor> tensors() {
      return Stream.concat(Stream.of(matrix), bias.stream());
    }

    long multiplications() {
      return matrix.shape().elements();
    }
  }

  /**
   * A layer and what its outputs go through.
   *
   * @param linear the layer
   * @param gelu applied to each output
   */
  public record Hidden(Linear linear, Gelu gelu) {
    /** Checks that nothing is null. */
    public Hidden {
      Objects.requireNonNull(linear, "linear");
      Objects.requireNonNull(gelu, "gelu");
    }
  }

  /**
   * A matrix alone.
   *
   * @param matrix outputs x inputs
   * @return without bias and hidden layer
   */
  public static Projection of(Tensor matrix) {
    return new Projection(Optional.empty(), Linear.of(matrix));
  }

  /**
   * The layer that the input meets.
   *
   * @return the hidden one, or the last where there is none
   */
  public Linear first() {
    return hidden.map(Hidden::linear).orElse(last);
  }

  long multiplications() {
    return last.multiplications()
        + hidden.map(layer -> layer.linear().multiplications()).orElse(0L);
  }

  /**
   * All weights.
   *
   * @return matrices and biases, from the input on
   */
  public List<Tensor> tensors() {
    Stream<Tensor> before = hidden.stream().flatMap(layer -> layer.linear().tensors());
    return Stream.concat(before, last.tensors()).toList();
  }
}
