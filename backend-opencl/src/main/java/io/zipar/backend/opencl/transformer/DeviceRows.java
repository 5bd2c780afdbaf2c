/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.GrowingBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.weights.Dtype;

/**
 * Rows of numbers in float32 on a device, each filled up with zeros to what a product reads. Grows
 * with its use; what it held is lost then.
 */
final class DeviceRows implements AutoCloseable {
  private final int width;
  private final GrowingBuffer buffer;

  /**
   * Rows without memory yet.
   *
   * @param device that they are on
   * @param what for messages
   * @param width of a row
   */
  DeviceRows(OpenDevice device, String what, int width) {
    this.width = width;
    this.buffer = new GrowingBuffer(device, what);
  }

  /** Makes room for rows. */
  DeviceRows reserve(int count) {
    if (count > 0) {
      buffer.reserve(bytes(count));
    }
    return this;
  }

  /** Writes rows that stand one after another without gaps. */
  void write(float[] values, int count) {
    float[] padded = new float[Math.multiplyExact(count, stride())];
    for (int row = 0; row < count; row++) {
      System.arraycopy(values, row * width, padded, row * stride(), width);
    }
    reserve(count);
    if (count > 0) {
      buffer().write(0, padded, padded.length);
    }
  }

  DeviceBuffer buffer() {
    return buffer.buffer();
  }

  int width() {
    return width;
  }

  /** From one row to the next. */
  int stride() {
    return Dtype.stride(width);
  }

  /** The memory of some rows. */
  long bytes(int count) {
    return (long) count * stride() * Float.BYTES;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
