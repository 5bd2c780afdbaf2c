/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory is counted, and want of it is one line. */
@NeedsOpenCl
class OutOfMemoryTest {
  @TempDir private Path folder;

  @Test
  void whatIsGivenAndClosedIsCounted() {
    try (OpenDevice device = open()) {
      DeviceBuffer first = device.allocate("a test", 1024);
      DeviceBuffer second = device.allocate("a test", 4096);
      assertEquals(5120, device.usedBytes());
      first.close();
      first.close();
      assertEquals(4096, device.usedBytes());
      assertEquals(1, device.liveBuffers());
      second.close();
      assertEquals(0, device.usedBytes());
    }
  }

  @Test
  void tooMuchIsOneLineAndLeavesTheDeviceUsable() {
    try (OpenDevice device = open()) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> device.allocate("a layer of the KV cache", 1L << 60))
              .getMessage();
      assertTrue(message.startsWith("out of memory on device "), message);
      assertTrue(message.contains("a layer of the KV cache"), message);
      assertEquals(1, message.lines().count());
      device.allocate("a test", 64).close();
      assertEquals(0, device.liveBuffers());
    }
  }

  @Test
  void closingWaitsForWhatIsUnderWaySinceTheHostKeepsItUntilThen() {
    ObservedDriver driver = new ObservedDriver();
    try (OpenDevice device = driver.open(Duration.ofMinutes(10));
        DeviceBuffer buffer = device.allocate("a test", 4 * 1000)) {
      buffer.write(0, new float[1000], 1000);
      assertEquals(0, driver.waits());
    }
    assertEquals(1, driver.waits());
  }

  @Test
  void newMemoryIsZero() {
    try (OpenDevice device = open();
        DeviceBuffer buffer = device.allocate("a test", 4 * 1000)) {
      float[] values = new float[1000];
      Arrays.fill(values, 1);
      buffer.read(0, values, 1000);
      for (float value : values) {
        assertEquals(0, value);
      }
    }
  }

  private OpenDevice open() {
    return OpenDevice.open(
        TestedOpenCl.device(), new BinaryCache(folder), new Driver(), Duration.ofMinutes(10));
  }
}
