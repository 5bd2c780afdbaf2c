/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.ZiparException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * The one queue of a device. Waiting has a deadline: a device that does not finish, or that fails
 * at what it runs, is lost, and every later use says so at once. Used under the device's lock.
 */
final class CommandQueue {
  /** What may stand on the host for writes that the device did not come to yet. */
  private static final long MOST_STAGED = 16L << 20;

  /** A waiting thread looks all the time for so long on a GPU, where passes are short. */
  private static final long LOOKING_NANOS = 20_000_000;

  private static final long FIRST_PAUSE_NANOS = 20_000;
  private static final long LONGEST_PAUSE_NANOS = 1_000_000;

  private final Driver driver;
  private final ClDevice device;
  private final long handle;
  private final Duration deadline;
  private final List<ByteBuffer> staged = new ArrayList<>();
  private long stagedBytes;
  private String lost;

  /**
   * A queue in which nothing is.
   *
   * @param driver by which it is used
   * @param device whose it is
   * @param handle OpenCL's
   * @param deadline of all that is waited for at once
   */
  CommandQueue(Driver driver, ClDevice device, long handle, Duration deadline) {
    this.driver = driver;
    this.device = device;
    this.handle = handle;
    this.deadline = deadline;
  }

  long handle() {
    return handle;
  }

  Driver driver() {
    return driver;
  }

  /** Whether nothing can be asked of the device any more. */
  boolean isLost() {
    return lost != null;
  }

  /**
   * Fails where nothing can be asked of the device any more.
   *
   * @throws ZiparException that says why
   */
  void requireNotLost() {
    if (isLost()) {
      throw new ZiparException(lost);
    }
  }

  /**
   * Checks the result of a call.
   *
   * @param code of OpenCL
   * @param doing what was tried
   * @throws ZiparException if it is an error
   */
  void check(int code, String doing) {
    if (ClErrors.isLoss(code)) {
      throw lose("cannot " + doing + ": " + ClErrors.meaning(code));
    }
    ClErrors.check(code, doing, device.name());
  }

  /** Writes bytes, which are copied, without waiting for it unless much is on its way. */
  void write(long buffer, long offset, ByteBuffer source) {
    requireNotLost();
    if (stagedBytes + source.remaining() > MOST_STAGED) {
      await();
    }
    ByteBuffer copy = MemoryUtil.memAlloc(source.remaining());
    MemoryUtil.memCopy(source, copy);
    staged.add(copy);
    stagedBytes += copy.remaining();
    check(driver.write(handle, buffer, offset, copy), "write to its memory");
  }

  /** Reads bytes behind all that was launched before, waiting for it. */
  void read(long buffer, long offset, ByteBuffer target) {
    requireNotLost();
    ByteBuffer direct = MemoryUtil.memAlloc(target.remaining());
    check(driver.read(handle, buffer, offset, direct), "read results");
    // After a failure the device may still write: it keeps what it was given.
    await();
    MemoryUtil.memCopy(direct, target);
    MemoryUtil.memFree(direct);
  }

  /**
   * Waits for all that was asked of the device.
   *
   * @throws ZiparException if it fails, or does not finish in time
   */
  void await() {
    requireNotLost();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer event = stack.mallocPointer(1);
      IntBuffer status = stack.mallocInt(1);
      check(driver.mark(handle, event), "run a pass");
      long started = System.nanoTime();
      long pause = FIRST_PAUSE_NANOS;
      while (!isComplete(event.get(0), status)) {
        long waited = System.nanoTime() - started;
        if (waited > deadline.toNanos()) {
          throw lose("it did not finish a pass within " + deadline.toSeconds() + " s");
        }
        if (device.gpu() && waited < LOOKING_NANOS) {
          Thread.onSpinWait();
        } else {
          LockSupport.parkNanos(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
      }
      driver.releaseEvent(event.get(0));
    }
    staged.forEach(MemoryUtil::memFree);
    staged.clear();
    stagedBytes = 0;
  }

  private boolean isComplete(long event, IntBuffer status) {
    check(driver.progress(event, status), "run a pass");
    if (status.get(0) < 0) {
      throw lose("it failed while it ran a pass: " + ClErrors.meaning(status.get(0)));
    }
    return status.get(0) == CL10.CL_COMPLETE;
  }

  private ZiparException lose(String why) {
    lost =
        device.name()
            + ": "
            + why
            + "; the device counts as lost, and what was opened on it must be opened anew";
    return new ZiparException(lost);
  }
}
