/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A norm over the width of the stream. Without a bias it is an RMSNorm: x / sqrt(mean square +
 * epsilon) times weight. With one it is a LayerNorm: (x - mean) / sqrt(variance + epsilon) times
 * weight plus bias, the variance being the mean square of the deviations. Epsilon is that of the
 * network's {@link TransformerSizes}.
 *
 * @param weight width
 * @param bias width; empty for an RMSNorm
 */
@ApiStatus.Experimental(since = "0.1")
public record Norm(Tensor weight, Optional<Tensor> bias) {
  /** Checks that nothing is null. */
  public Norm {
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(bias, "bias");
  }

  /**
   * An RMSNorm.
   *
   * @param weight width
   * @return the norm
   */
  public static Norm rms(Tensor weight) {
    return new Norm(weight, Optional.empty());
  }

  /**
   * A LayerNorm.
   *
   * @param weight width
   * @param bias width
   * @return the norm
   */
  public static Norm layer(Tensor weight, Tensor bias) {
    return new Norm(weight, Optional.of(bias));
  }

  Stream<Tensor> tensors() {
    return Stream.concat(Stream.of(weight), bias.stream());
  }
}
