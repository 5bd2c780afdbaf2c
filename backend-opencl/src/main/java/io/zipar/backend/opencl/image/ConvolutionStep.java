/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.Kernels;

/**
 * A convolution with bias.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param side of the kernel, 1 or 3
 * @param halve whether the stride is 2
 * @param weights outputs x inputs x side x side
 * @param bias outputs
 */
record ConvolutionStep(
    int inputs, int outputs, int side, boolean halve, DeviceBuffer weights, DeviceBuffer bias)
    implements ImageStep {
  /** Output channels that an item computes, as convolution.cl has it. */
  private static final int TOGETHER = 4;

  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes output =
        halve
            ? workspace.planes(outputs, input.height() / 2, input.width() / 2)
            : workspace.planes(outputs, input.height(), input.width());
    long strips = (output.pixels() + Kernels.GROUP - 1) / Kernels.GROUP;
    long groups = (outputs + TOGETHER - 1) / TOGETHER;
    workspace
        .kernel("convolve")
        .with(input.data())
        .with(weights)
        .with(bias)
        .with(inputs)
        .with(outputs)
        .with(input.height())
        .with(input.width())
        .with(side)
        .with(halve)
        .with(output.data())
        .launch(strips * groups);
    return output;
  }
}
