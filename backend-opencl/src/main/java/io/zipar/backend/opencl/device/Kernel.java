/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.nio.IntBuffer;
import java.util.Optional;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** A kernel and its arguments, given one after another. Used under the device's lock. */
public final class Kernel {
  private final CommandQueue queue;
  private final long handle;
  private final String name;
  private final int group;
  private int next;

  private Kernel(CommandQueue queue, long handle, String name, int group) {
    this.queue = queue;
    this.handle = handle;
    this.name = name;
    this.group = group;
  }

  static Kernel of(CommandQueue queue, long program, String name, int group) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long handle = CL10.clCreateKernel(program, name, code);
      queue.check(code.get(0), "find kernel " + name);
      return new Kernel(queue, handle, name, group);
    }
  }

  /**
   * Gives the next argument.
   *
   * @param buffer on the same device
   * @return this
   */
  public Kernel with(DeviceBuffer buffer) {
    check(queue.driver().setPointer(handle, next++, buffer.handle()));
    return this;
  }

  /**
   * Gives the next argument, a buffer that may be absent and is not touched then.
   *
   * @param buffer on the same device
   * @return this
   */
  public Kernel with(Optional<DeviceBuffer> buffer) {
    check(queue.driver().setPointer(handle, next++, buffer.map(DeviceBuffer::handle).orElse(0L)));
    return this;
  }

  /**
   * Gives the next argument.
   *
   * @param value a whole number
   * @return this
   */
  public Kernel with(int value) {
    check(queue.driver().setInt(handle, next++, value));
    return this;
  }

  /**
   * Gives the next argument.
   *
   * @param value 1 for true
   * @return this
   */
  public Kernel with(boolean value) {
    return with(value ? 1 : 0);
  }

  /**
   * Gives the next argument.
   *
   * @param value a number
   * @return this
   */
  public Kernel with(float value) {
    check(queue.driver().setFloat(handle, next++, value));
    return this;
  }

  /**
   * Launches the kernel, without waiting, with the arguments given since the last launch.
   *
   * @param groups of as many work-items as its program has it; for none nothing is launched
   * @throws io.zipar.ZiparException if the device refuses
   */
  public void launch(long groups) {
    next = 0;
    if (groups == 0) {
      return;
    }
    check(queue.driver().launch(queue.handle(), handle, groups * group, group));
  }

  private void check(int code) {
    queue.check(code, "launch " + name);
  }

  void release() {
    CL10.clReleaseKernel(handle);
  }
}
