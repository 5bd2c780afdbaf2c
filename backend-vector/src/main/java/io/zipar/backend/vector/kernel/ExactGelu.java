/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

/**
 * 0.5 x (1 + erf(x / sqrt(2))), the GELU as it is defined. The error function is formula 7.1.26 of
 * Abramowitz and Stegun, whose error is at most 1.5e-7, about that of a float beside 1.
 */
public final class ExactGelu {
  private static final float SCALE = (float) (0.3275911 / Math.sqrt(2));
  private static final float A1 = 0.5f * 0.254829592f;
  private static final float A2 = 0.5f * -0.284496736f;
  private static final float A3 = 0.5f * 1.421413741f;
  private static final float A4 = 0.5f * -1.453152027f;
  private static final float A5 = 0.5f * 1.061405429f;

  private ExactGelu() {}

  /**
   * Replaces x by its activation.
   *
   * @param kernels compute the exponentials
   * @param values where they stand
   * @param from index of the first
   * @param count a multiple of {@link io.zipar.backend.vector.weights.Matrix#PANEL}
   * @param scratch room for {@code count} values
   */
  public static void apply(Kernels kernels, float[] values, int from, int count, float[] scratch) {
    for (int i = 0; i < count; i++) {
      scratch[i] = values[from + i] * values[from + i];
    }
    kernels.exp(scratch, 0, count, -0.5f, 0f);
    for (int i = 0; i < count; i++) {
      float x = values[from + i];
      float t = 1f / (1f + SCALE * Math.abs(x));
      float tail = t * (A1 + t * (A2 + t * (A3 + t * (A4 + t * A5)))) * scratch[i];
      values[from + i] = x * (x < 0f ? tail : 1f - tail);
    }
  }
}
