/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

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
    Planes condition = workspace.condition();
    Planes output = norm.apply(input, workspace);
    try (Planes scales = scale.apply(condition, workspace);
        Planes shifts = shift.apply(condition, workspace)) {
      output.launch(
          workspace
              .kernel("modulate_planes")
              .with(scales.data())
              .with(shifts.data())
              .with(scales.height())
              .with(scales.width())
              .with(output.height())
              .with(output.width())
              .with(silu)
              .with(output.count())
              .with(output.data()));
    }
    return output;
  }
}
