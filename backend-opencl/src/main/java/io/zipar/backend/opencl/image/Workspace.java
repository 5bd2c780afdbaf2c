/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.image;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.Kernel;
import io.zipar.backend.opencl.device.Kernels;
import io.zipar.backend.opencl.device.OpenDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs the layers of an image network, with the planes that were made on the way. Closing
 * frees those that nobody freed before.
 */
final class Workspace implements AutoCloseable {
  private final OpenDevice device;
  private final Optional<Planes> condition;
  private final List<DeviceBuffer> made;

  private Workspace(OpenDevice device, Optional<Planes> condition, List<DeviceBuffer> made) {
    this.device = device;
    this.condition = condition;
    this.made = made;
  }

  /** A workspace on a device with its lock held. */
  static Workspace on(OpenDevice device) {
    return new Workspace(device, Optional.empty(), new ArrayList<>());
  }

  /** The same workspace for a frame whose norms depend on something. */
  Workspace under(Optional<Planes> frameCondition) {
    return new Workspace(device, frameCondition, made);
  }

  OpenDevice device() {
    return device;
  }

  Planes condition() {
    return condition.orElseThrow(
        () -> new IllegalStateException("a spatial norm without condition"));
  }

  Kernel kernel(String name) {
    return device.kernel(Kernels.PICTURES, name);
  }

  /** Planes whose values are written before they are read. */
  Planes planes(int channels, int height, int width) {
    long count = Math.multiplyExact((long) channels * height, (long) width);
    Math.toIntExact(count);
    DeviceBuffer buffer = device.allocateUncleared("planes of a picture", count * Float.BYTES);
    made.add(buffer);
    return new Planes(channels, height, width, buffer);
  }

  /** Planes of zeros. */
  Planes zeros(int channels, int height, int width) {
    return of(channels, height, width, new float[channels * height * width]);
  }

  /** Planes of the same size. */
  Planes like(Planes other) {
    return planes(other.channels(), other.height(), other.width());
  }

  /** Planes of these values. */
  Planes of(int channels, int height, int width, float[] values) {
    Planes planes = planes(channels, height, width);
    planes.data().write(0, values, values.length);
    return planes;
  }

  /** A copy. */
  Planes copy(Planes source) {
    Planes copy = like(source);
    copy.data().copy(source.data(), 0, 0, (long) source.count() * Float.BYTES);
    return copy;
  }

  @Override
  public void close() {
    made.forEach(DeviceBuffer::close);
    made.clear();
  }
}
