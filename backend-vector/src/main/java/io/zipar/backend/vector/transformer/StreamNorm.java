/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.Norm;

/**
 * A {@link Norm}, ready to run. Immutable.
 *
 * @param weight width
 * @param bias width, or no element for an RMSNorm
 */
record StreamNorm(float[] weight, float[] bias) {
  static StreamNorm load(Norm norm, WeightLoader loader) {
    return new StreamNorm(
        loader.vector(norm.weight()),
        norm.bias().map(loader::vector).orElseGet(() -> new float[0]));
  }

  boolean centred() {
    return bias.length > 0;
  }

  /** Norms a row; source and target may be the same. */
  void apply(float[] source, int from, float[] target, int to, double epsilon) {
    int width = weight.length;
    if (!centred()) {
      float factor = RmsNorm.factor(source, from, width, epsilon);
      for (int i = 0; i < width; i++) {
        target[to + i] = source[from + i] * factor * weight[i];
      }
      return;
    }
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += source[from + i];
    }
    double mean = sum / width;
    double squares = 0;
    for (int i = 0; i < width; i++) {
      double deviation = source[from + i] - mean;
      squares += deviation * deviation;
    }
    double factor = 1 / Math.sqrt(squares / width + epsilon);
    for (int i = 0; i < width; i++) {
      target[to + i] = (float) ((source[from + i] - mean) * factor) * weight[i] + bias[i];
    }
  }
}
