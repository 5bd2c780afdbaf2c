/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
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
   * Writes bytes, in the order of launches. They are copied, and not waited for.
   *
   * @param offset in bytes
   * @param source direct memory
   */
  public void write(long offset, ByteBuffer source) {
    device.queue().write(handle, offset, source);
  }

  /**
   * Writes numbers, likewise.
   *
   * @param from index of the first
   * @param values not kept
   * @param count of the first of them
   */
  public void write(long from, float[] values, int count) {
    try (HostNumbers numbers = new HostNumbers(count)) {
      numbers.bytes().asFloatBuffer().put(values, 0, count);
      write(from * Float.BYTES, numbers.bytes());
    }
  }

  /**
   * Writes numbers from the beginning, likewise.
   *
   * @param values not kept
   * @param count of the first of them
   */
  public void write(int[] values, int count) {
    try (HostNumbers numbers = new HostNumbers(count)) {
      numbers.bytes().asIntBuffer().put(values, 0, count);
      write(0, numbers.bytes());
    }
  }

  /**
   * Reads numbers, waiting for all that was launched before.
   *
   * @param from index of the first
   * @param target receives them
   * @param count of them
   */
  public void read(long from, float[] target, int count) {
    try (HostNumbers numbers = new HostNumbers(count)) {
      read(from, numbers);
      numbers.bytes().asFloatBuffer().get(target, 0, count);
    }
  }

  /**
   * Likewise.
   *
   * @param from index of the first
   * @param target receives them
   * @param count of them
   */
  public void read(long from, int[] target, int count) {
    try (HostNumbers numbers = new HostNumbers(count)) {
      read(from, numbers);
      numbers.bytes().asIntBuffer().get(target, 0, count);
    }
  }

  private void read(long from, HostNumbers numbers) {
    if (numbers.bytes().hasRemaining()) {
      device.queue().read(handle, from * Integer.BYTES, numbers.bytes());
    }
  }

  /** Numbers of four bytes outside the heap. */
  private record HostNumbers(ByteBuffer bytes) implements AutoCloseable {
    HostNumbers(int count) {
      this(MemoryUtil.memAlloc(Math.multiplyExact(count, Integer.BYTES)));
    }

    @Override
    public void close() {
      MemoryUtil.memFree(bytes);
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
    CommandQueue queue = device.queue();
    queue.check(
        queue.driver().copy(queue.handle(), source.handle, handle, from, to, count), "copy");
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      device.release(this);
    }
  }
}
