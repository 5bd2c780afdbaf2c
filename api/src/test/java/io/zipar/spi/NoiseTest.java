/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Noise is a pure function of its arguments, and of each of them. */
class NoiseTest {
  @Property
  void isAPureFunctionWithinTheOpenUnitInterval(
      @ForAll long seed, @ForAll int position, @ForAll int draw, @ForAll int index) {
    double value = new Noise(seed).uniform(position, draw, index);
    assertTrue(value > 0 && value < 1);
    assertEquals(value, new Noise(seed).uniform(position, draw, index));
  }

  @Property
  void dependsOnEveryArgument(
      @ForAll long seed, @ForAll int position, @ForAll int draw, @ForAll int index) {
    double value = new Noise(seed).uniform(position, draw, index);
    assertNotEquals(value, new Noise(seed + 1).uniform(position, draw, index));
    assertNotEquals(value, new Noise(seed).uniform(position + 1, draw, index));
    assertNotEquals(value, new Noise(seed).uniform(position, draw + 1, index));
    assertNotEquals(value, new Noise(seed).uniform(position, draw, index + 1));
  }

  /** Each of 20 bins of 200,000 numbers, taken over every argument in turn, holds its share. */
  @Test
  void isUniformOverEachArgument() {
    int numbers = 200_000;
    for (int argument = 0; argument < 4; argument++) {
      int[] bins = new int[20];
      for (int i = 0; i < numbers; i++) {
        double value =
            new Noise(argument == 0 ? i : 1)
                .uniform(argument == 1 ? i : 2, argument == 2 ? i : 3, argument == 3 ? i : 4);
        bins[(int) (value * bins.length)]++;
      }
      double expected = (double) numbers / bins.length;
      double chiSquare = 0;
      for (int count : bins) {
        chiSquare += Math.pow(count - expected, 2) / expected;
      }
      // The 99.9999% quantile with 19 degrees of freedom.
      assertTrue(chiSquare < 66, "argument " + argument + ": chi-square " + chiSquare);
    }
  }

  /** Computed apart, in Python: images of a seed are the same in every version. */
  @Test
  void keepsItsValues() {
    assertEquals(0x1.da202e598192ep-1, new Noise(0).uniform(0, 0, 0));
    assertEquals(0x1.2b4e2de42dc3ep-3, new Noise(42).uniform(7, 1, 3));
    assertEquals(0x1.97702eca7b779p-2, new Noise(-1).uniform(-1, 2, 16383));
  }
}
