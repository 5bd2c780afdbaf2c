/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;

/**
 * x / sqrt(mean(x^2) + epsilon) over the width of each token. The learned weights are multiplied
 * into the columns of the matrix that follows when the model is loaded.
 */
final class RmsNorm {
  private static final int WIDTH = 1;

  private RmsNorm() {}

  /**
   * Normalises.
   *
   * @param tokens k x width, float32
   * @param epsilon float32 scalar
   * @param exponent float32 scalar, -1/2
   * @return k x width, float32, contiguous, of the manager of {@code tokens}
   */
  static NDArray apply(NDArray tokens, NDArray epsilon, NDArray exponent) {
    NDArray factor = tokens.square().mean(new int[] {WIDTH}, true);
    factor.addi(epsilon).powi(exponent);
    return tokens.mul(factor);
  }
}
