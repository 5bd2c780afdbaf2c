/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.Configuration;

/** The OpenCL library of the machine, loaded at the first question. Stateless. */
final class OpenClLibrary {
  /** As LWJGL asks for it, and as Debian's runtime and drivers have it. */
  private static final String VERSIONED = "libOpenCL.so.1";

  private OpenClLibrary() {}

  /** Loads once for the process, as the library can be loaded only once. */
  private static final class Loading {
    static final Optional<String> PROBLEM = load();
  }

  /**
   * Loads the library where that has not been done.
   *
   * @return why it cannot be used, empty if it can
   */
  static Optional<String> problem() {
    return Loading.PROBLEM;
  }

  private static Optional<String> load() {
    Configuration.OPENCL_EXPLICIT_INIT.set(true);
    Configuration.DEBUG_STREAM.set(new PrintStream(OutputStream.nullOutputStream()));
    try {
      loadUnderEitherName();
      return Optional.empty();
    } catch (UnsatisfiedLinkError e) {
      return Optional.of(
          "no OpenCL library found; install the driver of the graphics processor with its OpenCL"
              + " part (on Debian also ocl-icd-libopencl1)");
    }
  }

  private static void loadUnderEitherName() {
    try {
      CL.create();
    } catch (UnsatisfiedLinkError e) {
      if (!System.getProperty("os.name").equals("Linux")) {
        throw e;
      }
      CL.create(VERSIONED);
    }
  }
}
