/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * x / sqrt(mean(x^2) + epsilon) over the width of each token. The learned weights are multiplied
 * into the columns of the matrix that follows when the model is loaded.
 */
final class RmsNorm {
  private final float epsilon;

  RmsNorm(double epsilon) {
    this.epsilon = (float) epsilon;
  }

  /**
   * Normalises.
   *
   * @param tokens k x width, float32
   * @param ones k ones
   * @param zeros k zeros
   * @return k x width, float32, contiguous, of the manager of {@code tokens}
   */
  NDArray apply(NDArray tokens, NDArray ones, NDArray zeros) {
    NDArray meanSquare = tokens.square().mean(new int[] {1});
    Shape shape = tokens.getShape();
    // Batch normalisation with given statistics, tokens taking the part of channels, is this
    // formula in one operation.
    return tokens
        .getNDArrayInternal()
        .batchNorm(
            tokens.reshape(1, shape.get(0), shape.get(1)),
            zeros,
            meanSquare,
            ones,
            zeros,
            1,
            0f,
            epsilon,
            false)
        .singletonOrThrow()
        .reshape(shape);
  }
}
