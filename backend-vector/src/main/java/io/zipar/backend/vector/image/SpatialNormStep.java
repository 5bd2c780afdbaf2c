/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.Activation;

/**
 * Normalisation with scale and shift of every pixel by a condition, and the activation x sigmoid(x)
 * where that follows it.
 *
 * @param norm applied to the input
 * @param scale applied to the condition
 * @param shift applied to the condition
 * @param silu whether the activation follows
 */
record SpatialNormStep(ImageStep norm, ImageStep scale, ImageStep shift, boolean silu)
    implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes condition =
        workspace
            .condition()
            .orElseThrow(() -> new IllegalStateException("a spatial norm without condition"));
    Planes output = norm.apply(input, workspace);
    Planes scales = scale.apply(condition, workspace);
    Planes shifts = shift.apply(condition, workspace);
    workspace
        .team()
        .run(
            (from, to, thread) -> {
              float[] scratch = new float[silu ? output.planeStride() : 0];
              for (int channel = from; channel < to; channel++) {
                modulate(output, scales, shifts, channel);
                if (silu) {
                  Activation.SILU.apply(
                      workspace.kernels(),
                      output.data(),
                      output.planeBase(channel),
                      output.planeStride(),
                      scratch);
                  output.clearBorder(channel);
                }
              }
            },
            output.channels(),
            1);
    return output;
  }

  private static void modulate(Planes output, Planes scales, Planes shifts, int channel) {
    int down = output.height() / scales.height();
    int right = output.width() / scales.width();
    float[] data = output.data();
    for (int row = 0; row < output.height(); row++) {
      int to = output.index(channel, row, 0);
      int from = scales.index(channel, row / down, 0);
      for (int column = 0; column < scales.width(); column++) {
        float factor = scales.data()[from + column];
        float term = shifts.data()[from + column];
        for (int i = to + column * right; i < to + (column + 1) * right; i++) {
          data[i] = data[i] * factor + term;
        }
      }
    }
  }
}
