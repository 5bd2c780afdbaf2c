/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NeighbourhoodProperties {
  @Property(tries = 60)
  void aPictureIsInsideWhereADistanceIsAtMostTheKthOfItsCentre(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 4) int neighbours,
      @ForAll @IntRange(min = 1, max = 10) int more,
      @ForAll @IntRange(min = 1, max = 5) int width) {
    float[][] rows = FrechetDistanceProperties.rows(seed, neighbours + more, width);
    float[][] others = FrechetDistanceProperties.rows(seed + 1, 9, width);
    double[] expected = new double[others.length];
    for (int i = 0; i < others.length; i++) {
      for (float[] centre : rows) {
        double[] sorted = Arrays.stream(rows).mapToDouble(row -> distance(centre, row)).toArray();
        Arrays.sort(sorted);
        expected[i] = distance(centre, others[i]) <= sorted[neighbours] ? 1 : expected[i];
      }
    }
    assertArrayEquals(expected, new Neighbourhood(rows, neighbours).holds(others));
  }

  @Property(tries = 30)
  void itsOwnPicturesAreInside(@ForAll long seed, @ForAll @IntRange(min = 4, max = 20) int count) {
    float[][] rows = FrechetDistanceProperties.rows(seed, count, 3);
    assertEquals(count, Arrays.stream(new Neighbourhood(rows, 3).holds(rows)).sum());
  }

  @Example
  void theEdgeIsInsideAndACopyIsANeighbour() {
    float[][] pair = {{0}, {2}};
    assertArrayEquals(
        new double[] {1, 0}, new Neighbourhood(pair, 1).holds(new float[][] {{4}, {4.01f}}));
    float[][] copies = {{0}, {0}, {9}};
    assertArrayEquals(
        new double[] {0, 1}, new Neighbourhood(copies, 1).holds(new float[][] {{-1}, {1}}));
  }

  @Example
  void equalsScikitLearn() throws IOException {
    float[][] real = FixedFeatures.rows("real");
    float[][] generated = FixedFeatures.rows("generated");
    assertEquals(
        FixedFeatures.number("precision"),
        Arrays.stream(new Neighbourhood(real, 3).holds(generated)).average().orElseThrow(),
        1e-12);
    assertEquals(
        FixedFeatures.number("recall"),
        Arrays.stream(new Neighbourhood(generated, 3).holds(real)).average().orElseThrow(),
        1e-12);
  }

  @Example
  void tooFewPicturesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Neighbourhood(new float[3][2], 3));
  }

  private static double distance(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += Math.pow((double) left[i] - right[i], 2);
    }
    return sum;
  }
}
