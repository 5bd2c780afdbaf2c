/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.device.DeviceBuffer;

/**
 * Group normalisation, and the activation x sigmoid(x) where that follows it.
 *
 * @param groups number of groups
 * @param epsilon added to the variance
 * @param weight channels
 * @param bias channels
 * @param silu whether the activation follows
 */
record GroupNormStep(
    int groups, double epsilon, DeviceBuffer weight, DeviceBuffer bias, boolean silu)
    implements ImageStep {
  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes output = workspace.like(input);
    workspace
        .kernel("group_norm")
        .with(input.data())
        .with(weight)
        .with(bias)
        .with(input.channels() / groups)
        .with(input.pixels())
        .with((float) epsilon)
        .with(silu)
        .with(output.data())
        .launch(groups);
    return output;
  }
}
