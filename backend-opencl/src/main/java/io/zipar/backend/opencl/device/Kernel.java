/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.nio.IntBuffer;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;

/** A kernel and its arguments, given one after another. Used under the device's lock. */
public final class Kernel {
  private final OpenDevice device;
  private final long handle;
  private final String name;
  private int next;

  private Kernel(OpenDevice device, long handle, String name) {
    this.device = device;
    this.handle = handle;
    this.name = name;
  }

  static Kernel of(OpenDevice device, long program, String name) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      long handle = CL10.clCreateKernel(program, name, code);
      ClErrors.check(code.get(0), "find kernel " + name, device.name());
      return new Kernel(device, handle, name);
    }
  }

  /**
   * Gives the next argument.
   *
   * @param buffer on the same device
   * @return this
   */
  public Kernel with(DeviceBuffer buffer) {
    check(CL10.clSetKernelArg1p(handle, next++, buffer.handle()));
    return this;
  }

  /**
   * Gives the next argument, a buffer that may be absent and is not touched then.
   *
   * @param buffer on the same device
   * @return this
   */
  public Kernel with(Optional<DeviceBuffer> buffer) {
    check(CL10.clSetKernelArg1p(handle, next++, buffer.map(DeviceBuffer::handle).orElse(0L)));
    return this;
  }

  /**
   * Gives the next argument.
   *
   * @param value a whole number
   * @return this
   */
  public Kernel with(int value) {
    check(CL10.clSetKernelArg1i(handle, next++, value));
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
    check(CL10.clSetKernelArg1f(handle, next++, value));
    return this;
  }

  /**
   * Launches the kernel, without waiting, with the arguments given since the last launch.
   *
   * @param groups of {@link Kernels#GROUP} work-items; for none nothing is launched
   * @throws io.zipar.ZiparException if the device refuses
   */
  public void launch(long groups) {
    next = 0;
    if (groups == 0) {
      return;
    }
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer all = stack.pointers(groups * Kernels.GROUP);
      PointerBuffer group = stack.pointers(Kernels.GROUP);
      check(CL10.clEnqueueNDRangeKernel(device.queue(), handle, 1, null, all, group, null, null));
    }
  }

  private void check(int code) {
    ClErrors.check(code, "launch " + name, device.name());
  }

  void release() {
    CL10.clReleaseKernel(handle);
  }
}
