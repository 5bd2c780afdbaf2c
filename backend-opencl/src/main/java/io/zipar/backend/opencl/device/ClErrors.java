/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import io.zipar.ZiparException;
import org.lwjgl.opencl.CL10;
import org.lwjgl.opencl.CL11;

/** What OpenCL's error codes mean to a user. Stateless. */
final class ClErrors {
  private ClErrors() {}

  /**
   * Checks a result.
   *
   * @param code of OpenCL
   * @param doing what was tried, for example {@code launch norm}
   * @param device where
   * @throws ZiparException if it is an error
   */
  static void check(int code, String doing, String device) {
    if (code != CL10.CL_SUCCESS) {
      throw new ZiparException(device + ": cannot " + doing + ": " + meaning(code));
    }
  }

  /** Tells whether a device ran out of memory. */
  static boolean isOutOfMemory(int code) {
    return code == CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE
        || code == CL10.CL_OUT_OF_RESOURCES
        || code == CL10.CL_OUT_OF_HOST_MEMORY;
  }

  /** Tells whether nothing can be asked of a device any more. */
  static boolean isLoss(int code) {
    return code == CL10.CL_DEVICE_NOT_AVAILABLE || code == CL10.CL_INVALID_COMMAND_QUEUE;
  }

  /** What a code means, in words. */
  static String meaning(int code) {
    String words =
        switch (code) {
          case CL10.CL_DEVICE_NOT_AVAILABLE -> "the device is not available any more";
          case CL10.CL_COMPILER_NOT_AVAILABLE -> "its driver has no compiler";
          case CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE -> "out of memory on the device";
          case CL10.CL_OUT_OF_RESOURCES -> "the device is out of memory or was lost";
          case CL10.CL_OUT_OF_HOST_MEMORY -> "out of memory on the host";
          case CL10.CL_BUILD_PROGRAM_FAILURE -> "its compiler refuses the kernels";
          case CL10.CL_INVALID_BUFFER_SIZE -> "the device takes no buffer of this size";
          case CL10.CL_INVALID_COMMAND_QUEUE -> "the device was lost";
          case CL11.CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST -> "an earlier command failed";
          default -> "OpenCL error";
        };
    return words + " (OpenCL code " + code + ")";
  }
}
