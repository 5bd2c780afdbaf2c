/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.weights.WeightLoader;
import io.zipar.models.network.TransformerWeights;

/**
 * A LayerNorm over heads, ready to run. Immutable, safe for several threads.
 *
 * @param weight groups x head width
 * @param bias groups x head width
 * @param epsilon added to the variance
 */
record HeadNorm(float[] weight, float[] bias, double epsilon) {
  static HeadNorm load(TransformerWeights.HeadNorm norm, WeightLoader loader) {
    return new HeadNorm(loader.vector(norm.weight()), loader.vector(norm.bias()), norm.epsilon());
  }

  /**
   * Norms one head in place, summing in the order of its elements.
   *
   * @param head index of the head
   * @param heads number of heads, of which consecutive ones share a row
   * @param values the elements
   * @param from index of the first
   * @param width of a head
   */
  void apply(int head, int heads, float[] values, int from, int width) {
    double sum = 0;
    for (int i = from; i < from + width; i++) {
      sum += values[i];
    }
    double mean = sum / width;
    double squares = 0;
    for (int i = from; i < from + width; i++) {
      double deviation = values[i] - mean;
      squares += deviation * deviation;
    }
    double factor = 1 / Math.sqrt(squares / width + epsilon);
    int row = head / (heads * width / weight.length) * width;
    for (int i = 0; i < width; i++) {
      double normed = (values[from + i] - mean) * factor;
      values[from + i] = (float) normed * weight[row + i] + bias[row + i];
    }
  }
}
