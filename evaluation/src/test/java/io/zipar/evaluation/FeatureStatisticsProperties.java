/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FeatureStatisticsProperties {
  @Example
  void meanAndCovarianceOfThreePoints() {
    FeatureStatistics statistics = FeatureStatistics.of(new float[][] {{0, 0}, {2, 2}, {4, 1}});
    assertEquals(3, statistics.count());
    assertArrayEquals(new double[] {2, 1}, statistics.mean(), 1e-12);
    assertArrayEquals(new double[] {4, 1, 1, 1}, statistics.covariance(), 1e-12);
  }

  @Property(tries = 60)
  void groupsDoNotMatterEvenFarFromZero(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 30) int count,
      @ForAll @IntRange(min = 1, max = 10) int group) {
    float[][] rows = FrechetDistanceProperties.rows(seed, count, 4);
    for (float[] row : rows) {
      row[0] += 10_000;
    }
    FeatureStatistics.Accumulator accumulator = new FeatureStatistics.Accumulator(4);
    for (int first = 0; first < count; first += group) {
      accumulator.add(List.of(Arrays.copyOfRange(rows, first, Math.min(count, first + group))));
    }
    accumulator.add(List.of());
    FeatureStatistics whole = FeatureStatistics.of(rows);
    assertArrayEquals(whole.mean(), accumulator.statistics().mean(), 1e-8);
    assertArrayEquals(whole.covariance(), accumulator.statistics().covariance(), 1e-8);
  }

  @Example
  void onePictureHasNoCovariance() {
    float[][] one = {{1, 2}};
    assertThrows(IllegalStateException.class, () -> FeatureStatistics.of(one));
  }
}
