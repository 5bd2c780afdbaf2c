/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import java.time.Duration;
import java.util.IntSummaryStatistics;
import org.junit.jupiter.api.Test;

/** What waiting for a device costs. */
@NeedsOpenCl
class CommandQueueTest {
  @Test
  void aLongWaitTakesNoMoreMemoryThanAShortOne() {
    ObservedDriver driver = new ObservedDriver();
    try (OpenDevice device = driver.open(Duration.ofMinutes(10))) {
      driver.set(ObservedDriver.Fault.IS_SLOW);
      device.inTurn(
          () -> {
            device.finish();
            return null;
          });
      IntSummaryStatistics stackLeft = driver.stackLeft();
      assertEquals(ObservedDriver.SLOW_LOOKS, stackLeft.getCount());
      assertEquals(stackLeft.getMax(), stackLeft.getMin());
    }
  }
}
