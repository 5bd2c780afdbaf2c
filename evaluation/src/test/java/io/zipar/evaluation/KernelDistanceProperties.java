/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KernelDistanceProperties {
  private static final Bootstrap FEW = new Bootstrap(10, 0.95, 1);

  private static double distance(float[][] reference, float[][] rows) {
    return new KernelDistance(reference).to(rows, new int[rows.length], FEW).value();
  }

  @Property(tries = 50)
  void neitherSideNorOrderMatters(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 12) int count,
      @ForAll @IntRange(min = 2, max = 12) int others,
      @ForAll @IntRange(min = 1, max = 6) int width) {
    float[][] one = FrechetDistanceProperties.rows(seed, count, width);
    float[][] other = FrechetDistanceProperties.rows(seed + 1, others, width);
    double there = distance(one, other);
    assertEquals(there, distance(other, one), 1e-9 * (1 + Math.abs(there)));
    List<float[]> shuffled = Arrays.asList(other.clone());
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(
        there, distance(one, shuffled.toArray(float[][]::new)), 1e-9 * (1 + Math.abs(there)));
  }

  /** x = 0, 1 and y = 1, 3 of one feature: k(x, y) = (x y + 1)^3. */
  @Example
  void pairsOfOneFeature() {
    double across = (1 + 1 + 8 + 64) / 4.0;
    assertEquals(
        1 + 64 - 2 * across, distance(new float[][] {{1}, {3}}, new float[][] {{0}, {1}}), 1e-12);
  }

  @Example
  void equalsScikitLearn() throws IOException {
    double expected = FixedFeatures.number("kernel");
    double found = distance(FixedFeatures.rows("real"), FixedFeatures.rows("generated"));
    assertEquals(expected, found, 1e-6 * Math.abs(expected));
  }

  /** 1.96 deviations on each side, but for what the first order leaves out. */
  @Example
  void theIntervalIsThatOfResampledPairs() throws IOException {
    float[][] rows = FixedFeatures.rows("generated");
    Estimate estimate =
        new KernelDistance(FixedFeatures.rows("real"))
            .to(rows, new int[rows.length], new Bootstrap(2000, 0.95, 3));
    double expected = 2 * 1.96 * FixedFeatures.number("spread");
    assertEquals(expected, estimate.high() - estimate.low(), 0.1 * expected);
  }

  @Example
  void tooFewPicturesOrOtherFeaturesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new KernelDistance(new float[1][3]));
    KernelDistance distance = new KernelDistance(new float[2][3]);
    for (float[][] rows : List.of(new float[1][3], new float[2][4])) {
      assertThrows(
          IllegalArgumentException.class, () -> distance.to(rows, new int[rows.length], FEW));
    }
  }
}
