/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL10;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/** Asks the OpenCL library what there is. Stateless. */
final class DeviceQuery {
  private DeviceQuery() {}

  /** All devices of all platforms; a platform that fails has none. */
  static List<ClDevice> all() {
    List<ClDevice> devices = new ArrayList<>();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      if (CL10.clGetPlatformIDs(null, count) != CL10.CL_SUCCESS || count.get(0) == 0) {
        return devices;
      }
      PointerBuffer platforms = stack.mallocPointer(count.get(0));
      CL10.clGetPlatformIDs(platforms, (IntBuffer) null);
      for (int i = 0; i < platforms.capacity(); i++) {
        addAll(platforms.get(i), devices);
      }
    }
    return devices;
  }

  private static void addAll(long platform, List<ClDevice> devices) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer count = stack.mallocInt(1);
      int code = CL10.clGetDeviceIDs(platform, CL10.CL_DEVICE_TYPE_ALL, null, count);
      if (code != CL10.CL_SUCCESS || count.get(0) == 0) {
        return;
      }
      PointerBuffer ids = stack.mallocPointer(count.get(0));
      CL10.clGetDeviceIDs(platform, CL10.CL_DEVICE_TYPE_ALL, ids, (IntBuffer) null);
      for (int i = 0; i < ids.capacity(); i++) {
        devices.add(describe(platform, ids.get(i)));
      }
    }
  }

  private static ClDevice describe(long platform, long device) {
    return new ClDevice(
        platform,
        device,
        platformText(platform, CL10.CL_PLATFORM_NAME),
        text(device, CL10.CL_DEVICE_NAME),
        text(device, CL10.CL_DRIVER_VERSION),
        (number(device, CL10.CL_DEVICE_TYPE) & CL10.CL_DEVICE_TYPE_GPU) != 0,
        number(device, CL10.CL_DEVICE_GLOBAL_MEM_SIZE),
        number(device, CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        (int) number(device, CL10.CL_DEVICE_MAX_COMPUTE_UNITS),
        problem(device));
  }

  private static Optional<String> problem(long device) {
    if (!flag(device, CL10.CL_DEVICE_AVAILABLE)) {
      return Optional.of("its driver says that it is not available");
    }
    if (!flag(device, CL10.CL_DEVICE_COMPILER_AVAILABLE)) {
      return Optional.of("its driver has no compiler");
    }
    if (!flag(device, CL10.CL_DEVICE_ENDIAN_LITTLE)) {
      return Optional.of("it is not little-endian");
    }
    if (number(device, CL10.CL_DEVICE_LOCAL_MEM_SIZE) < Kernels.LOCAL_BYTES) {
      return Optional.of("it has less than " + Kernels.LOCAL_BYTES + " bytes of local memory");
    }
    if (number(device, CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE) < Kernels.WIDE_GROUP) {
      return Optional.of("its groups have fewer than " + Kernels.WIDE_GROUP + " work-items");
    }
    return Optional.empty();
  }

  private static String text(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      if (CL10.clGetDeviceInfo(device, what, (ByteBuffer) null, size) != CL10.CL_SUCCESS) {
        return "unknown";
      }
      ByteBuffer bytes = stack.malloc((int) size.get(0));
      CL10.clGetDeviceInfo(device, what, bytes, null);
      return words(bytes);
    }
  }

  private static String platformText(long platform, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer size = stack.mallocPointer(1);
      if (CL10.clGetPlatformInfo(platform, what, (ByteBuffer) null, size) != CL10.CL_SUCCESS) {
        return "unknown";
      }
      ByteBuffer bytes = stack.malloc((int) size.get(0));
      CL10.clGetPlatformInfo(platform, what, bytes, null);
      return words(bytes);
    }
  }

  private static String words(ByteBuffer bytes) {
    return MemoryUtil.memUTF8(bytes, Math.max(0, bytes.remaining() - 1)).strip();
  }

  private static boolean flag(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer value = stack.callocInt(1);
      return CL10.clGetDeviceInfo(device, what, value, null) == CL10.CL_SUCCESS
          && value.get(0) != 0;
    }
  }

  private static long number(long device, int what) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      LongBuffer value = stack.callocLong(1);
      CL10.clGetDeviceInfo(device, what, value, null);
      return value.get(0);
    }
  }
}
