/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import java.nio.IntBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device with a context, one queue and the programs that were asked for; it counts the memory
 * that it gave. What is launched runs in the order of launches. Whoever launches, reads or writes
 * does so {@link #inTurn}. Closed by what was opened on it, after its buffers.
 */
public final class OpenDevice implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDevice.class);

  private static final long MEBIBYTE = 1L << 20;

  private final ClDevice device;
  private final long context;
  private final CommandQueue queue;
  private final Programs programs;
  private final Map<Kernels, Long> built = new HashMap<>();
  private final Map<String, Kernel> kernels = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong buffers = new AtomicLong();
  private final DeviceUse life = new DeviceUse(this, "the device");

  private OpenDevice(ClDevice device, long context, CommandQueue queue, BinaryCache cache) {
    this.device = device;
    this.context = context;
    this.queue = queue;
    this.programs = new Programs(context, device, cache);
  }

  /**
   * Opens a device with the user's cache of compiled kernels.
   *
   * @param device that can be used
   * @param deadline after which a pass that is waited for is given up, and the device with it
   * @return with its own context
   * @throws io.zipar.ZiparException if the driver refuses
   */
  public static OpenDevice open(ClDevice device, Duration deadline) {
    return open(device, BinaryCache.ofUser(), new Driver(), deadline);
  }

  static OpenDevice open(ClDevice device, BinaryCache cache, Driver driver, Duration deadline) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      PointerBuffer properties = stack.pointers(CL10.CL_CONTEXT_PLATFORM, device.platform(), 0);
      long context = CL10.clCreateContext(properties, device.handle(), null, 0, code);
      ClErrors.check(code.get(0), "open a context", device.name());
      long queue = CL10.clCreateCommandQueue(context, device.handle(), 0, code);
      if (code.get(0) != CL10.CL_SUCCESS) {
        CL10.clReleaseContext(context);
        ClErrors.check(code.get(0), "open a queue", device.name());
      }
      return new OpenDevice(
          device, context, new CommandQueue(driver, device, queue, deadline), cache);
    }
  }

  CommandQueue queue() {
    return queue;
  }

  /**
   * The name.
   *
   * @return as its driver has it
   */
  public String name() {
    return device.name();
  }

  /**
   * Tells whether it is a graphics processor.
   *
   * @return what its driver says
   */
  public boolean gpu() {
    return device.gpu();
  }

  /**
   * How many groups of work-items it runs beside each other at least.
   *
   * @return what its driver says
   */
  public int computeUnits() {
    return device.computeUnits();
  }

  long largestBuffer() {
    return device.largestBuffer();
  }

  /**
   * Does something in turn with all others who use the device.
   *
   * @param <T> what it yields
   * @param work that launches, reads, writes, or gives back
   * @return what it yields
   */
  public <T> T inTurn(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The memory given and not closed yet.
   *
   * @return bytes
   */
  public long usedBytes() {
    return bytes.get();
  }

  /**
   * Counts the buffers given and not closed yet.
   *
   * @return from 0
   */
  public long liveBuffers() {
    return buffers.get();
  }

  /**
   * Refuses what cannot fit, before anything is loaded.
   *
   * @param what a few words
   * @param needed bytes
   * @throws InvalidInputException if the device has less memory
   */
  public void require(String what, long needed) {
    if (needed > device.memory()) {
      throw new InvalidInputException(
          what
              + " takes "
              + needed / MEBIBYTE
              + " MiB, and device "
              + name()
              + " has "
              + device.memory() / MEBIBYTE
              + " MiB; choose a narrower dtype or another device");
    }
  }

  /**
   * Gives memory.
   *
   * @param what for messages, for example {@code the KV cache}
   * @param wanted bytes, at least 1
   * @return zeros
   * @throws InvalidInputException if the device has not that much
   */
  public DeviceBuffer allocate(String what, long wanted) {
    DeviceBuffer buffer = allocateUncleared(what, wanted);
    try {
      clear(buffer, what, wanted);
      return buffer;
    } catch (RuntimeException e) {
      buffer.close();
      throw e;
    }
  }

  /**
   * Gives memory with anything in it.
   *
   * @param what for messages
   * @param wanted bytes, at least 1
   * @return memory to be written before it is read
   * @throws InvalidInputException if the device has not that much
   */
  public DeviceBuffer allocateUncleared(String what, long wanted) {
    queue.requireNotLost();
    if (wanted > device.largestBuffer() || bytes.get() + wanted > device.memory()) {
      throw tooMuch(what, wanted);
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer handle = stack.mallocPointer(1);
      int code = queue.driver().createBuffer(context, wanted, handle);
      if (ClErrors.isOutOfMemory(code)) {
        throw tooMuch(what, wanted);
      }
      queue.check(code, "give memory for " + what);
      bytes.addAndGet(wanted);
      buffers.incrementAndGet();
      return new DeviceBuffer(this, handle.get(0), wanted);
    }
  }

  /** Makes memory zero, which also shows whether a driver that gives it late really has it. */
  private void clear(DeviceBuffer buffer, String what, long wanted) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      int unit = wanted % Integer.BYTES == 0 ? Integer.BYTES : 1;
      int code = queue.driver().fill(queue.handle(), buffer.handle(), stack.calloc(unit), wanted);
      if (ClErrors.isOutOfMemory(code)) {
        throw tooMuch(what, wanted);
      }
      queue.check(code, "clear memory for " + what);
    }
  }

  private InvalidInputException tooMuch(String what, long wanted) {
    return new InvalidInputException(
        "out of memory on device "
            + name()
            + ": "
            + what
            + " takes "
            + Math.max(1, wanted / MEBIBYTE)
            + " MiB, "
            + bytes.get() / MEBIBYTE
            + " of "
            + device.memory() / MEBIBYTE
            + " MiB are in use here and one buffer can have "
            + device.largestBuffer() / MEBIBYTE
            + "; choose a narrower dtype, fewer images at once or a smaller grid");
  }

  void release(DeviceBuffer buffer) {
    if (!queue.isLost()) {
      queue.driver().releaseBuffer(buffer.handle());
    }
    bytes.addAndGet(-buffer.bytes());
    buffers.decrementAndGet();
  }

  /**
   * A kernel, compiled when it is first asked for.
   *
   * @param program that it is part of
   * @param name in its source
   * @return the same object at every call
   * @throws io.zipar.ZiparException if the driver refuses the program
   */
  public Kernel kernel(Kernels program, String name) {
    return kernels.computeIfAbsent(
        program.label() + ' ' + name,
        key -> {
          long handle = built.computeIfAbsent(program, programs::build);
          return Kernel.of(queue, handle, name, program.group());
        });
  }

  /**
   * Waits for all that was launched.
   *
   * @throws io.zipar.ZiparException if something failed, or did not finish in time
   */
  public void finish() {
    queue.await();
  }

  /**
   * Fails where the device was lost.
   *
   * @throws io.zipar.ZiparException that says how
   */
  void requireNotLost() {
    queue.requireNotLost();
  }

  /** Waits, so that the host's copies of what was written are freed; false where it was lost. */
  private boolean isIdle() {
    try {
      queue.await();
    } catch (ZiparException e) {
      LOG.debug("device {} is closed while something is wrong with it", name(), e);
    }
    return !queue.isLost();
  }

  /** Releases the device; of one that was lost nothing is asked, since an answer may never come. */
  @Override
  public void close() {
    life.end(
        () -> {
          if (!isIdle()) {
            return;
          }
          kernels.values().forEach(Kernel::release);
          built.values().forEach(CL10::clReleaseProgram);
          CL10.clReleaseCommandQueue(queue.handle());
          CL10.clReleaseContext(context);
        });
  }
}
