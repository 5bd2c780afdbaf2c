/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rate at which memory is read. */
@NeedsOpenCl
class ReadRateTest {
  @TempDir private Path folder;

  @Test
  void itIsARateAndLeavesNoMemory() {
    try (OpenDevice device =
        OpenDevice.open(
            TestedOpenCl.device(), new BinaryCache(folder), new Driver(), Duration.ofMinutes(10))) {
      double rate = new ReadRate(device).measure();
      assertTrue(rate > 0 && Double.isFinite(rate), Double.toString(rate));
      assertEquals(0, device.liveBuffers());
    }
  }
}
