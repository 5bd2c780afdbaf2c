/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.device.DeviceBuffer;
import io.zipar.backend.opencl.device.OpenDevice;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A class of properties on one device, which is opened before them and must have all its memory
 * back after them. Each class names {@link SkipWithoutOpenCl} itself.
 */
public abstract class OnDevice {
  private static OpenDevice device;

  @BeforeContainer
  static void open() {
    device = OpenDevice.open(TestedOpenCl.device(), Duration.ofMinutes(10));
  }

  @AfterContainer
  static void close() {
    long left = device.liveBuffers();
    device.close();
    assertEquals(0, left, "buffers were not closed");
  }

  /**
   * The device.
   *
   * @return open
   */
  protected static OpenDevice device() {
    return device;
  }

  /**
   * Brings numbers to the device.
   *
   * @param numbers at least one
   * @return to be closed by the caller
   */
  protected static DeviceBuffer sent(float[] numbers) {
    DeviceBuffer buffer = device.allocate("a test", (long) numbers.length * Float.BYTES);
    buffer.write(0, numbers, numbers.length);
    return buffer;
  }

  /**
   * Brings numbers back, all of them.
   *
   * @param buffer of floats
   * @return its numbers
   */
  protected static float[] received(DeviceBuffer buffer) {
    float[] numbers = new float[Math.toIntExact(buffer.bytes() / Float.BYTES)];
    buffer.read(0, numbers, numbers.length);
    return numbers;
  }

  /**
   * Makes up numbers.
   *
   * @param random used
   * @param count of them
   * @return of a normal distribution
   */
  protected static float[] gaussian(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
