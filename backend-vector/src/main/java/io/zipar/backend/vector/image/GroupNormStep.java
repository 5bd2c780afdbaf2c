/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Activation;

/**
 * Group normalisation, and the activation x sigmoid(x) where that follows it.
 *
 * @param groups number of groups
 * @param epsilon added to the variance inside the root
 * @param weight channels
 * @param bias channels
 * @param silu whether the activation follows
 */
record GroupNormStep(int groups, double epsilon, float[] weight, float[] bias, boolean silu)
    implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes output = Planes.zeros(input.channels(), input.height(), input.width());
    int perGroup = input.channels() / groups;
    workspace
        .team()
        .run(
            (from, to, thread) -> {
              float[] scratch = new float[silu ? output.planeStride() : 0];
              for (int group = from; group < to; group++) {
                normalize(input, output, group * perGroup, perGroup);
                for (int i = group * perGroup; i < (group + 1) * perGroup && silu; i++) {
                  Activation.SILU.apply(
                      workspace.kernels(),
                      output.data(),
                      output.planeBase(i),
                      output.planeStride(),
                      scratch);
                  output.clearBorder(i);
                }
              }
            },
            groups,
            1);
    return output;
  }

  private void normalize(Planes input, Planes output, int first, int count) {
    double elements = (double) count * input.pixels();
    double mean = sum(input, first, count, 0, false) / elements;
    double variance = sum(input, first, count, mean, true) / elements;
    double factor = 1 / Math.sqrt(variance + epsilon);
    for (int channel = first; channel < first + count; channel++) {
      float scale = (float) (factor * weight[channel]);
      float shift = (float) (bias[channel] - mean * factor * weight[channel]);
      for (int row = 0; row < input.height(); row++) {
        int from = input.index(channel, row, 0);
        for (int i = from; i < from + input.width(); i++) {
          output.data()[i] = input.data()[i] * scale + shift;
        }
      }
    }
  }

  private static double sum(Planes input, int first, int count, double mean, boolean squared) {
    double sum = 0;
    float[] data = input.data();
    for (int row = 0; row < count * input.height(); row++) {
      int from = input.index(first + row / input.height(), row % input.height(), 0);
      sum += squared ? squares(data, from, input.width(), mean) : sum(data, from, input.width());
    }
    return sum;
  }

  private static double sum(float[] data, int from, int count) {
    double a = 0;
    double b = 0;
    int i = from;
    for (; i < from + count - 1; i += 2) {
      a += data[i];
      b += data[i + 1];
    }
    return i < from + count ? a + b + data[i] : a + b;
  }

  private static double squares(float[] data, int from, int count, double mean) {
    double a = 0;
    double b = 0;
    int i = from;
    for (; i < from + count - 1; i += 2) {
      double x = data[i] - mean;
      double y = data[i + 1] - mean;
      a += x * x;
      b += y * y;
    }
    double last = i < from + count ? data[i] - mean : 0;
    return a + b + last * last;
  }
}
