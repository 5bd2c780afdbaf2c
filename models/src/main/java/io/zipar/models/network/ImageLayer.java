/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a convolutional network over {@code channels x height x width} values. A network is
 * a list of layers, run in order.
 */
@ApiStatus.Experimental(since = "0.1")
public sealed interface ImageLayer {
  /**
   * A convolution with bias.
   *
   * @param weight output channels x input channels x kernel x kernel, kernel 1 or 3
   * @param bias output channels
   * @param padding how the borders are treated
   */
  record Convolution(Tensor weight, Tensor bias, Padding padding) implements ImageLayer {}

  /** How a convolution treats the borders. */
  enum Padding {
    /** Zeros on all sides so that the size stays; stride 1. */
    SAME,
    /** One row of zeros at the bottom and one column at the right; stride 2: halves the size. */
    HALVE
  }

  /**
   * Group normalisation with a learned scale and shift per channel.
   *
   * @param groups number of groups
   * @param epsilon added to the variance inside the root
   * @param weight channels
   * @param bias channels
   */
  record GroupNorm(int groups, double epsilon, Tensor weight, Tensor bias) implements ImageLayer {}

  /** The activation x sigmoid(x). */
  record Silu() implements ImageLayer {}

  /** Doubles both sides by repeating the nearest pixel. */
  record UpsampleNearest() implements ImageLayer {}

  /**
   * Adds the output of a branch to its input.
   *
   * @param branch the layers of the branch
   * @param shortcut a convolution applied to the input where the widths differ
   */
  record Residual(List<ImageLayer> branch, Optional<Convolution> shortcut) implements ImageLayer {
    /** Copies the list. */
    public Residual {
      branch = List.copyOf(branch);
    }
  }

  /**
   * Self-attention over all pixels with one head, added to its input: x +
   * output(attention(norm(x))), scaled by 1/sqrt(channels). The projections are 1x1 convolutions.
   *
   * @param norm applied first
   * @param query projection
   * @param key projection
   * @param value projection
   * @param output projection
   */
  record SelfAttention(
      GroupNorm norm, Convolution query, Convolution key, Convolution value, Convolution output)
      implements ImageLayer {}
}
