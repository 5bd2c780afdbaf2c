/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What makes logits of the stream behind a layer: a norm, residual layers, an output.
 *
 * @param layer index of the layer whose output it reads
 * @param norm applied first
 * @param residuals then each in turn
 * @param output then this: output i is the logit of image token i
 */
@ApiStatus.Experimental(since = "0.1")
public record Head(int layer, Norm norm, List<Residual> residuals, Projection output) {
  /** Copies the list and checks that nothing is null. */
  public Head {
    Objects.requireNonNull(norm, "norm");
    residuals = List.copyOf(residuals);
    Objects.requireNonNull(output, "output");
  }

  /**
   * A head without residual layers.
   *
   * @param layer index of the layer whose output it reads
   * @param norm applied first
   * @param output yields the logits
   * @return the head
   */
  public static Head of(int layer, Norm norm, Projection output) {
    return new Head(layer, norm, List.of(), output);
  }

  /**
   * x + silu(linear(x)), as the heads of Medusa have it (arXiv 2401.10774, section 2.1.1).
   *
   * @param linear width x width
   */
  public record Residual(Projection.Linear linear) {}

  long multiplications() {
    return output.multiplications()
        + residuals.stream().mapToLong(each -> each.linear().multiplications()).sum();
  }

  /**
   * All weights.
   *
   * @return norms, matrices and biases
   */
  public Stream<Tensor> tensors() {
    return Stream.of(
            norm.tensors(),
            residuals.stream().flatMap(each -> each.linear().tensors()),
            output.tensors().stream())
        .flatMap(each -> each);
  }
}
