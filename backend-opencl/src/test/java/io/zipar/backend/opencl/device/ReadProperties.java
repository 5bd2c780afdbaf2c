/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The plain read takes every number once. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class ReadProperties extends OnDevice {
  private static final int TOGETHER = 4;

  @Property(tries = 10)
  void aGroupSumsItsPartOfEveryRound(
      @ForAll @IntRange(min = 1, max = 5) int groups,
      @ForAll @IntRange(min = 1, max = 4) int rounds,
      @ForAll long seed) {
    int ofGroup = Kernels.GROUP * TOGETHER;
    float[] values = gaussian(new Random(seed), rounds * groups * ofGroup);
    double[] expected = new double[groups];
    for (int i = 0; i < values.length; i++) {
      expected[i / ofGroup % groups] += values[i];
    }
    try (DeviceBuffer source = sent(values);
        DeviceBuffer sums = sent(new float[groups])) {
      device()
          .kernel(Kernels.STREAM, "read_all")
          .with(source)
          .with(rounds)
          .with(groups)
          .with(sums)
          .launch(groups);
      float[] actual = received(sums);
      for (int group = 0; group < groups; group++) {
        assertEquals(expected[group], actual[group], 1e-3);
      }
    }
  }
}
