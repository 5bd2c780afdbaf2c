/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.ImageLayer;

/**
 * Scale and shift of every channel, which a batch normalisation comes to.
 *
 * @param scale channels
 * @param shift channels
 */
record ScaleStep(DeviceBuffer scale, DeviceBuffer shift) implements ImageStep {
  static ScaleStep of(ImageLayer.BatchNorm norm, Upload upload) {
    float[] weight = Upload.values(norm.weight());
    float[] bias = Upload.values(norm.bias());
    float[] mean = Upload.values(norm.mean());
    float[] variance = Upload.values(norm.variance());
    float[] scales = new float[weight.length];
    float[] shifts = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      double factor = weight[i] / Math.sqrt(variance[i] + norm.epsilon());
      scales[i] = (float) factor;
      shifts[i] = (float) (bias[i] - mean[i] * factor);
    }
    return new ScaleStep(
        upload.vector(norm.weight().name(), scales), upload.vector(norm.bias().name(), shifts));
  }

  @Override
  public Planes apply(Planes input, Workspace workspace) {
    Planes output = workspace.like(input);
    output.launch(
        workspace
            .kernel("scale_planes")
            .with(input.data())
            .with(scale)
            .with(shift)
            .with(input.pixels())
            .with(input.count())
            .with(output.data()));
    return output;
  }
}
