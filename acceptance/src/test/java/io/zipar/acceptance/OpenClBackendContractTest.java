/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zipar.plugin.Plugins;
import io.zipar.spi.Availability;
import org.junit.jupiter.api.BeforeAll;

/** The OpenCL backend keeps the contract of backends, where there is a device. */
class OpenClBackendContractTest extends CheckpointContracts {
  OpenClBackendContractTest() {
    super("opencl");
  }

  @BeforeAll
  static void needsADevice() {
    Availability availability = Plugins.backends().named("opencl").availability();
    boolean required = System.getenv("ZIPAR_REQUIRE_OPENCL") != null;
    assumeTrue(
        required || availability.usable(), () -> "no OpenCL device: " + availability.reason());
  }
}
