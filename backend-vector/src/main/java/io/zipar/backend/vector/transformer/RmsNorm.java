/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

/** The factor of root mean square normalisation. */
final class RmsNorm {
  private RmsNorm() {}

  /** One over the root of the mean square, summed in an order that depends on the width alone. */
  static float factor(float[] values, int from, int width, double epsilon) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (int end = from + width - 3; i < end; i += 4) {
      a += (double) values[i] * values[i];
      b += (double) values[i + 1] * values[i + 1];
      c += (double) values[i + 2] * values[i + 2];
      d += (double) values[i + 3] * values[i + 3];
    }
    for (; i < from + width; i++) {
      a += (double) values[i] * values[i];
    }
    return (float) (1 / Math.sqrt((a + b + (c + d)) / width + epsilon));
  }
}
