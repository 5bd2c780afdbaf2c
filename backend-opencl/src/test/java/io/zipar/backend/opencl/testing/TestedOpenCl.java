/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.testing;

import io.zipar.backend.opencl.OpenClBackend;
import io.zipar.backend.opencl.device.ClDevice;
import io.zipar.backend.opencl.device.Devices;
import io.zipar.spi.Availability;
import io.zipar.testkit.checkpoint.TestedBackend;
import java.util.Map;
import java.util.Optional;

/** What the tests open models with. */
public final class TestedOpenCl {
  /** The first CPU device, which PoCL provides, if nobody says otherwise. */
  private static final String DEVICE =
      System.getenv().getOrDefault("ZIPAR_TESTED_OPENCL_DEVICE", "cpu");

  /** The backend on that device. */
  public static final TestedBackend BACKEND =
      new TestedBackend(OpenClBackend::new, Map.of("device", DEVICE));

  private TestedOpenCl() {}

  /**
   * The device alone.
   *
   * @return that of {@link #BACKEND}
   */
  public static ClDevice device() {
    return Devices.find().choose(DEVICE);
  }

  /**
   * The device as if it ran more or fewer groups of work-items beside each other.
   *
   * @param computeUnits that it says it has
   * @return otherwise as it is
   */
  public static ClDevice device(int computeUnits) {
    return device(device().memory(), computeUnits);
  }

  /**
   * The device as if it had less memory.
   *
   * @param memory bytes that it says it has
   * @return otherwise as it is
   */
  public static ClDevice small(long memory) {
    return device(memory, device().computeUnits());
  }

  private static ClDevice device(long memory, int computeUnits) {
    ClDevice real = device();
    return new ClDevice(
        real.platform(),
        real.handle(),
        real.platformName(),
        real.name(),
        real.driver(),
        real.gpu(),
        memory,
        real.largestBuffer(),
        computeUnits,
        real.problem());
  }

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
