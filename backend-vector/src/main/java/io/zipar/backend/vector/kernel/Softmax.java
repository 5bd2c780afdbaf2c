/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

/** Softmax over a row of scores. */
public final class Softmax {
  private Softmax() {}

  /**
   * Replaces scores by their softmax but for a factor. The order of summation is the same for all
   * kernels.
   *
   * @param kernels compute the exponentials
   * @param scores minus infinity where a score does not count; at least one is finite
   * @param from index of the first
   * @param count a multiple of 16
   * @return the factor that makes their sum 1
   */
  public static float exponentials(Kernels kernels, float[] scores, int from, int count) {
    kernels.exp(scores, from, count, 1f, -kernels.greatest(scores, from, count));
    return 1f / sum(scores, from, count);
  }

  private static float sum(float[] values, int from, int count) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = from; i < from + count; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    return (a + b) + (c + d);
  }
}
