/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryUtil;

/**
 * Memory on a device, zero at first. Closed by whoever allocated it; closing twice has no effect.
 */
public final class DeviceBuffer implements AutoCloseable {
  private final OpenDevice device;
  private final long handle;
  private final long bytes;
  private final AtomicBoolean closed = new AtomicBoolean();

  DeviceBuffer(OpenDevice device, long handle, long bytes) {
    this.device = device;
    this.handle = handle;
    this.bytes = bytes;
  }

  long handle() {
    return handle;
  }

  /**
   * The size.
   *
   * @return in bytes
   */
  public long bytes() {
    return bytes;
  }

  /**
   * Writes bytes, waiting for it.
   *
   * @param offset in bytes
   * @param source direct memory
   */
  public void write(long offset, ByteBuffer source) {
    check(CL10.clEnqueueWriteBuffer(device.queue(), handle, true, offset, source, null, null));
  }

  /**
   * Writes numbers from the beginning, waiting for it.
   *
   * @param values not kept
   * @param count of the first of them
   */
  public void write(float[] values, int count) {
    FloatBuffer direct = MemoryUtil.memAllocFloat(count);
    try {
      direct.put(values, 0, count).flip();
      check(CL10.clEnqueueWriteBuffer(device.queue(), handle, true, 0, direct, null, null));
    } finally {
      MemoryUtil.memFree(direct);
    }
  }

  /**
   * Likewise.
   *
   * @param values not kept
   * @param count of the first of them
   */
  public void write(int[] values, int count) {
    IntBuffer direct = MemoryUtil.memAllocInt(count);
    try {
      direct.put(values, 0, count).flip();
      check(CL10.clEnqueueWriteBuffer(device.queue(), handle, true, 0, direct, null, null));
    } finally {
      MemoryUtil.memFree(direct);
    }
  }

  /**
   * Reads numbers from the beginning, waiting for all that was launched before.
   *
   * @param target receives them
   * @param count of them
   */
  public void read(float[] target, int count) {
    if (count == 0) {
      return;
    }
    FloatBuffer direct = MemoryUtil.memAllocFloat(count);
    try {
      int code = CL10.clEnqueueReadBuffer(device.queue(), handle, true, 0, direct, null, null);
      ClErrors.check(code, "read results", device.name());
      direct.get(target, 0, count);
    } finally {
      MemoryUtil.memFree(direct);
    }
  }

  /**
   * Copies from another buffer, in the order of launches.
   *
   * @param source where from
   * @param from in bytes
   * @param to in bytes, here
   * @param count of bytes
   */
  public void copy(DeviceBuffer source, long from, long to, long count) {
    int code =
        CL10.clEnqueueCopyBuffer(
            device.queue(), source.handle, handle, from, to, count, null, null);
    ClErrors.check(code, "copy", device.name());
  }

  private void check(int code) {
    ClErrors.check(code, "write to its memory", device.name());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      CL10.clReleaseMemObject(handle);
      device.released(this);
    }
  }
}
