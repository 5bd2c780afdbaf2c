/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

/**
 * Memory on a device that grows with its use; what it held is lost then. Used under the device's
 * lock; closed by whoever made it.
 */
public final class GrowingBuffer implements AutoCloseable {
  private final OpenDevice device;
  private final String what;
  private DeviceBuffer buffer;

  /**
   * Nothing yet.
   *
   * @param device that it is on
   * @param what for messages
   */
  public GrowingBuffer(OpenDevice device, String what) {
    this.device = device;
    this.what = what;
  }

  /**
   * Makes room.
   *
   * @param bytes at least 1
   * @return zeros where there was too little, else what it held
   * @throws io.zipar.InvalidInputException if the device has not that much
   */
  public DeviceBuffer reserve(long bytes) {
    if (buffer == null || buffer.bytes() < bytes) {
      close();
      buffer = device.allocate(what, bytes);
    }
    return buffer;
  }

  /**
   * The size.
   *
   * @return bytes that there is room for
   */
  public long bytes() {
    return buffer == null ? 0 : buffer.bytes();
  }

  /**
   * The memory.
   *
   * @return what {@link #reserve} returned last
   */
  public DeviceBuffer buffer() {
    return buffer;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }
}
