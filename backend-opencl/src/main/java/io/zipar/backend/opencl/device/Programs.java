/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.ZiparException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles programs for a device, or takes them from the cache. Immutable.
 *
 * @param context OpenCL's handle
 * @param device what is compiled for
 * @param cache of what was compiled
 */
record Programs(long context, ClDevice device, BinaryCache cache) {
  private static final Logger LOG = LoggerFactory.getLogger(Programs.class);

  private static final String OPTIONS = "-cl-std=CL1.2";

  /**
   * A program.
   *
   * @param kernels its sources
   * @return OpenCL's handle, to be released by the caller
   * @throws ZiparException if the driver refuses the kernels; its log goes to the debug log
   */
  long build(Kernels kernels) {
    String source = kernels.source();
    String key = key(device, source);
    Optional<Long> kept = cache.find(key).flatMap(this::fromBinary);
    if (kept.isPresent()) {
      return kept.get();
    }
    long program = compiled(kernels, source);
    binary(program).ifPresent(bytes -> cache.keep(key, bytes));
    return program;
  }

  /** All that a compiled program depends on. */
  static String key(ClDevice device, String source) {
    return String.join(
        "\n", device.platformName(), device.name(), device.driver(), OPTIONS, source);
  }

  private long compiled(Kernels kernels, String source) {
    LOG.debug("compiling kernels '{}' for {}", kernels.label(), device.name());
    long program;
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer code = stack.mallocInt(1);
      program = CL10.clCreateProgramWithSource(context, source, code);
      ClErrors.check(code.get(0), "make a program of the kernels", device.name());
    }
    int built = CL10.clBuildProgram(program, device.handle(), OPTIONS, null, 0);
    if (built != CL10.CL_SUCCESS) {
      String log = log(program);
      LOG.debug("build log of kernels '{}':\n{}", kernels.label(), log);
      CL10.clReleaseProgram(program);
      throw new ZiparException(
          device.name()
              + ": its compiler refuses the kernels '"
              + kernels.label()
              + "' (OpenCL code "
              + built
              + "); --verbose shows its log");
    }
    return program;
  }

  /** A program of a kept binary; empty if the driver does not take it. */
  private Optional<Long> fromBinary(byte[] binary) {
    ByteBuffer bytes = MemoryUtil.memAlloc(binary.length);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      bytes.put(binary).flip();
      PointerBuffer devices = stack.pointers(device.handle());
      IntBuffer status = stack.mallocInt(1);
      IntBuffer code = stack.mallocInt(1);
      long program =
          CL10.clCreateProgramWithBinary(context, devices, new ByteBuffer[] {bytes}, status, code);
      if (code.get(0) != CL10.CL_SUCCESS) {
        return Optional.empty();
      }
      if (CL10.clBuildProgram(program, device.handle(), OPTIONS, null, 0) != CL10.CL_SUCCESS) {
        CL10.clReleaseProgram(program);
        return Optional.empty();
      }
      return Optional.of(program);
    } finally {
      MemoryUtil.memFree(bytes);
    }
  }

  private static Optional<byte[]> binary(long program) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      int code = CL10.clGetProgramInfo(program, CL10.CL_PROGRAM_BINARY_SIZES, size, null);
      if (code != CL10.CL_SUCCESS || size.get(0) <= 0 || size.get(0) > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      ByteBuffer bytes = MemoryUtil.memAlloc((int) size.get(0));
      try {
        PointerBuffer targets = stack.pointers(MemoryUtil.memAddress(bytes));
        if (CL10.clGetProgramInfo(program, CL10.CL_PROGRAM_BINARIES, targets, null)
            != CL10.CL_SUCCESS) {
          return Optional.empty();
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return Optional.of(copy);
      } finally {
        MemoryUtil.memFree(bytes);
      }
    }
  }

  private String log(long program) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      CL10.clGetProgramBuildInfo(
          program, device.handle(), CL10.CL_PROGRAM_BUILD_LOG, (ByteBuffer) null, size);
      ByteBuffer bytes = MemoryUtil.memAlloc((int) Math.max(1, size.get(0)));
      try {
        CL10.clGetProgramBuildInfo(
            program, device.handle(), CL10.CL_PROGRAM_BUILD_LOG, bytes, null);
        return MemoryUtil.memUTF8(bytes);
      } finally {
        MemoryUtil.memFree(bytes);
      }
    }
  }
}
