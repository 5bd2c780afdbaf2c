/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

/**
 * Scale and shift of every channel.
 *
 * @param scale channels
 * @param shift channels
 */
record BatchNormStep(float[] scale, float[] shift) implements ImageStep {
  /** The scale and shift that batch normalisation comes to. */
  static BatchNormStep of(
      double epsilon, float[] weight, float[] bias, float[] mean, float[] variance) {
    float[] scale = new float[weight.length];
    float[] shift = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      double factor = weight[i] / Math.sqrt(variance[i] + epsilon);
      scale[i] = (float) factor;
      shift[i] = (float) (bias[i] - mean[i] * factor);
    }
    return new BatchNormStep(scale, shift);
  }

  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes output = Planes.zeros(input.channels(), input.height(), input.width());
    for (int channel = 0; channel < input.channels(); channel++) {
      for (int row = 0; row < input.height(); row++) {
        int from = input.index(channel, row, 0);
        for (int i = from; i < from + input.width(); i++) {
          output.data()[i] = input.data()[i] * scale[channel] + shift[channel];
        }
      }
    }
    return output;
  }
}
