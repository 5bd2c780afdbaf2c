/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.Kernel;
import io.zipar.backend.opencl.device.Kernels;

/**
 * Channels x height x width values on a device, without gaps.
 *
 * @param channels number of planes
 * @param height rows of a plane
 * @param width pixels of a row
 * @param data the values
 */
record Planes(int channels, int height, int width, DeviceBuffer data) implements AutoCloseable {
  int pixels() {
    return height * width;
  }

  /** Counts the values. */
  int count() {
    return channels * pixels();
  }

  /** Copies to the host, waiting for it. */
  float[] toArray() {
    float[] values = new float[count()];
    data.read(0, values, values.length);
    return values;
  }

  /** Adds planes of the same size. */
  void add(Planes other, Workspace workspace) {
    launch(workspace.kernel("add_planes").with(other.data).with(count()).with(data));
  }

  /** Launches a kernel with an item for each value. */
  void launch(Kernel kernel) {
    kernel.launch((count() + Kernels.GROUP - 1) / Kernels.GROUP);
  }

  @Override
  public void close() {
    data.close();
  }
}
