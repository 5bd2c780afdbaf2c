/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.testing;

import io.zipar.backend.opencl.OpenClBackend;
import io.zipar.spi.Availability;
import io.zipar.testkit.checkpoint.TestedBackend;
import java.util.Map;
import java.util.Optional;

/** What the tests open models with. */
public final class TestedOpenCl {
  /** The backend on the first CPU device, which PoCL provides. */
  public static final TestedBackend BACKEND =
      new TestedBackend(OpenClBackend::new, Map.of("device", "cpu"));

  private TestedOpenCl() {}

  /**
   * Asks for a device.
   *
   * @return why tests are skipped, empty if they are run
   */
  static Optional<String> missing() {
    Availability availability = new OpenClBackend().availability();
    if (availability.usable() || System.getenv("ZIPAR_REQUIRE_OPENCL") != null) {
      return Optional.empty();
    }
    return Optional.of(
        "no OpenCL device: "
            + availability.reason()
            + "; install pocl-opencl-icd to run these tests on the CPU");
  }
}
