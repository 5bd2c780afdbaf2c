/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.backend.opencl.device.ObservedDriver;
import io.zipar.backend.opencl.device.OpenDevice;
import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.models.network.RotaryTable;
import io.zipar.testkit.checkpoint.RandomPasses;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A model that is larger than its device is refused before any of it is there. */
@NeedsOpenCl
class LargeModelTest {
  @Test
  void aModelLargerThanTheDeviceIsOneLineAndNothingIsLoaded() {
    ObservedDriver driver = new ObservedDriver();
    try (OpenDevice device = driver.open(TestedOpenCl.small(1024), Duration.ofMinutes(10))) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      OpenClTokenModel.load(
                          RandomPasses.network(4, 2, RotaryTable.Pairing.HALVES),
                          device,
                          Dtype.FLOAT32))
              .getMessage();
      assertTrue(message.contains(" MiB, and device " + device.name() + " has 0 MiB; "), message);
      assertTrue(message.endsWith("choose a narrower dtype or another device"), message);
      assertEquals(1, message.lines().count());
      assertEquals(0, driver.created());
      assertEquals(0, device.liveBuffers());
    }
  }
}
