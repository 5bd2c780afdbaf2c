/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.backend.opencl.testing.TestedOpenCl;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** Counts what a device is asked, and answers as if it were out of order where a test says so. */
public final class ObservedDriver extends Driver {
  /** What is out of order. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** Nothing that was launched ever ends. */
    HANGS,
    /** What was launched ends long after the first look at it. */
    IS_SLOW,
    /** What was launched fails. */
    FAILS,
    /** The driver says that there is no such device any more. */
    IS_GONE,
    /** No memory is given. */
    IS_FULL
  }

  /** Looks that a slow device keeps the host waiting for. */
  static final int SLOW_LOOKS = 50;

  private static final int FAILURE = -9999;

  private Fault fault = Fault.NONE;
  private long created;
  private long released;
  private long largestWrite;
  private int launches;
  private int waits;
  private final IntSummaryStatistics stackLeft = new IntSummaryStatistics();
  private int reads;
  private long readBytes;

  /** Opens the tested device by this driver. */
  public OpenDevice open(Duration deadline) {
    return open(TestedOpenCl.device(), deadline);
  }

  /** Opens a device by this driver. */
  public OpenDevice open(ClDevice device, Duration deadline) {
    return OpenDevice.open(device, BinaryCache.ofUser(), this, deadline);
  }

  /** Lets the device be out of order from now on. */
  public void set(Fault changed) {
    fault = changed;
  }

  /** Buffers made so far. */
  public long created() {
    return created;
  }

  /** Buffers given back so far. */
  public long released() {
    return released;
  }

  /** The most bytes that were written at once. */
  public long largestWrite() {
    return largestWrite;
  }

  /** Kernels launched so far. */
  public int launches() {
    return launches;
  }

  /** How often the host waited so far. */
  public int waits() {
    return waits;
  }

  /** What was left of the thread's stack of native memory at each look whether work is done. */
  IntSummaryStatistics stackLeft() {
    return stackLeft;
  }

  /** How often something was read so far. */
  public int reads() {
    return reads;
  }

  /** Bytes read so far. */
  public long readBytes() {
    return readBytes;
  }

  @Override
  int createBuffer(long context, long bytes, PointerBuffer handle) {
    if (fault == Fault.IS_FULL) {
      return CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE;
    }
    created++;
    return super.createBuffer(context, bytes, handle);
  }

  @Override
  int releaseBuffer(long buffer) {
    released++;
    return super.releaseBuffer(buffer);
  }

  @Override
  int write(long queue, long buffer, long offset, ByteBuffer source) {
    largestWrite = Math.max(largestWrite, source.remaining());
    return super.write(queue, buffer, offset, source);
  }

  @Override
  int read(long queue, long buffer, long offset, ByteBuffer target) {
    reads++;
    readBytes += target.remaining();
    return super.read(queue, buffer, offset, target);
  }

  @Override
  int launch(long queue, long kernel, long items, long group) {
    launches++;
    return fault == Fault.IS_GONE
        ? CL10.CL_DEVICE_NOT_AVAILABLE
        : super.launch(queue, kernel, items, group);
  }

  @Override
  int mark(long queue, PointerBuffer event) {
    waits++;
    return super.mark(queue, event);
  }

  @Override
  int progress(long event, IntBuffer status) {
    int code = super.progress(event, status);
    stackLeft.accept(MemoryStack.stackGet().getPointer());
    if (fault == Fault.HANGS || fault == Fault.IS_SLOW && stackLeft.getCount() < SLOW_LOOKS) {
      status.put(0, CL10.CL_RUNNING);
    } else if (fault == Fault.FAILS) {
      status.put(0, FAILURE);
    }
    return code;
  }
}
