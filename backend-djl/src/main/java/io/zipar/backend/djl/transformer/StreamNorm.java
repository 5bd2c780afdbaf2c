/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * A norm over the width of rows on the device. The weight of an RMSNorm before a matrix is
 * multiplied into the matrix.
 *
 * @param weight float32, width; empty where it is in the matrix that follows
 * @param bias float32, width; empty for an RMSNorm
 */
record StreamNorm(Optional<NDArray> weight, Optional<NDArray> bias) {
  private static final int[] WIDTH = {1};

  /** Norms rows, float32, to new ones. */
  NDArray apply(NDArray rows, NDArray epsilon, NDArray exponent) {
    if (bias.isEmpty()) {
      NDArray normed = RmsNorm.apply(rows, epsilon, exponent);
      return weight.isPresent() ? normed.muli(weight.get()) : normed;
    }
    NDArray centred = rows.sub(rows.mean(WIDTH, true));
    NDArray factor = centred.square().mean(WIDTH, true);
    factor.addi(epsilon).powi(exponent);
    return centred.muli(factor).muli(weight.orElseThrow()).addi(bias.get());
  }
}
