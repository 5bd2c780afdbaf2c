/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import java.util.stream.Stream;

/**
 * How the rows that several heads have for one target become its logits, in every lane by itself
 * and before guidance.
 */
@ApiStatus.Experimental(since = "0.1")
public sealed interface HeadMixing {
  /**
   * All weights.
   *
   * @return none, unless a network decides
   */
  default Stream<Tensor> tensors() {
    return Stream.empty();
  }

  /** The mean of the rows. */
  record Mean() implements HeadMixing {}

  /**
   * The same share for every target that two heads have a row for (FlashAR, arXiv 2605.09430).
   *
   * @param share of the first head, from 0 to 1; the second has the rest
   */
  record Share(float share) implements HeadMixing {}

  /**
   * A share for each target that two heads have a row for, told by a small network from these rows
   * (FlashAR). Its input is the first row, then the second, from which the mean of both is
   * subtracted, divided by the root of their mean square (at least 1e-6) and limited to -6 ... 6.
   * The first head's share is sigmoid(second . silu(first . input) + bias).
   *
   * @param first hidden width x twice the image tokens
   * @param second 1 x hidden width
   * @param bias one value
   */
  record Gate(Tensor first, Tensor second, Tensor bias) implements HeadMixing {
    @Override
    public Stream<Tensor> tensors() {
      return Stream.of(first, second, bias);
    }
  }
}
