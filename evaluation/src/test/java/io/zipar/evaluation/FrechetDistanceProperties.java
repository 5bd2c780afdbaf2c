/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FrechetDistanceProperties {
  private static final double TOLERANCE = 1e-6;

  @Property(tries = 60)
  void equalStatisticsAreAtNoDistance(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 12) int width) {
    FeatureStatistics statistics = FeatureStatistics.of(rows(seed, count, width));
    assertEquals(0, new FrechetDistance(statistics).to(statistics), TOLERANCE);
  }

  @Property(tries = 60)
  void theDistanceIsSymmetricAlsoWhereCovariancesAreSingular(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 12) int count,
      @ForAll @IntRange(min = 2, max = 12) int otherCount,
      @ForAll @IntRange(min = 1, max = 12) int width) {
    FeatureStatistics one = FeatureStatistics.of(rows(seed, count, width));
    FeatureStatistics other = FeatureStatistics.of(rows(seed + 1, otherCount, width));
    double there = new FrechetDistance(one).to(other);
    assertTrue(there >= 0);
    assertEquals(there, new FrechetDistance(other).to(one), TOLERANCE * (1 + there));
  }

  @Property(tries = 60)
  void diagonalGaussiansHaveTheClosedForm(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int width) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] mean = new double[width];
    double[] otherMean = new double[width];
    double[] covariance = new double[width * width];
    double[] otherCovariance = new double[width * width];
    double expected = 0;
    for (int i = 0; i < width; i++) {
      mean[i] = random.nextGaussian();
      otherMean[i] = random.nextGaussian();
      double deviation = random.nextInt(4) == 0 ? 0 : random.nextDouble(3);
      double otherDeviation = random.nextInt(4) == 0 ? 0 : random.nextDouble(3);
      covariance[i * width + i] = deviation * deviation;
      otherCovariance[i * width + i] = otherDeviation * otherDeviation;
      expected += Math.pow(mean[i] - otherMean[i], 2) + Math.pow(deviation - otherDeviation, 2);
    }
    double distance =
        new FrechetDistance(new FeatureStatistics(9, mean, covariance))
            .to(new FeatureStatistics(9, otherMean, otherCovariance));
    assertEquals(expected, distance, TOLERANCE);
  }

  /** C = diag(4, 1), C' = [[2, 1], [1, 2]]: C^1/2 C' C^1/2 = [[8, 2], [2, 2]], 5 +- sqrt(13). */
  @Example
  void covariancesThatDoNotCommute() {
    FeatureStatistics one =
        new FeatureStatistics(5, new double[] {0, 0}, new double[] {4, 0, 0, 1});
    FeatureStatistics other =
        new FeatureStatistics(5, new double[] {1, 2}, new double[] {2, 1, 1, 2});
    double roots = Math.sqrt(5 + Math.sqrt(13)) + Math.sqrt(5 - Math.sqrt(13));
    assertEquals(5 + 5 + 4 - 2 * roots, new FrechetDistance(one).to(other), 1e-12);
  }

  /** Two points: mean (1, 0), variance 2 along the first axis; the reference is standard normal. */
  @Example
  void fewPicturesOfManyFeatures() {
    FrechetDistance standard =
        new FrechetDistance(
            new FeatureStatistics(9, new double[] {0, 0}, new double[] {1, 0, 0, 1}));
    Estimate estimate =
        standard.to(new float[][] {{0, 0}, {2, 0}}, new int[2], new Bootstrap(50, 0.9, 1));
    assertEquals(1 + 2 + 2 - 2 * Math.sqrt(2), estimate.value(), 1e-12);
  }

  @Property(tries = 40)
  void theSampleIsMeasuredAsItsStatisticsAre(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 20) int count,
      @ForAll @IntRange(min = 1, max = 10) int width) {
    FrechetDistance distance = new FrechetDistance(FeatureStatistics.of(rows(seed + 7, 15, width)));
    float[][] rows = rows(seed, count, width);
    Estimate estimate = distance.to(rows, new int[count], new Bootstrap(20, 0.9, seed));
    assertEquals(distance.to(FeatureStatistics.of(rows)), estimate.value(), TOLERANCE);
    assertTrue(estimate.low() <= estimate.high());
  }

  @Example
  void featuresOfOtherLengthsAreRefused() {
    FrechetDistance distance = new FrechetDistance(FeatureStatistics.of(rows(1, 3, 2)));
    FeatureStatistics other = FeatureStatistics.of(rows(1, 3, 3));
    assertThrows(IllegalArgumentException.class, () -> distance.to(other));
  }

  /** Every two by two minor is that of a covariance: 1 - 0.64; the determinant is not. */
  @Example
  void aReferenceWithANegativeEigenvalueIsRefused() {
    double[] sigma = {1, -0.8, -0.8, -0.8, 1, -0.8, -0.8, -0.8, 1};
    FeatureStatistics statistics = new FeatureStatistics(9, new double[3], sigma);
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> new FrechetDistance(statistics));
    assertEquals(
        "the reference's sigma is no covariance: it has the eigenvalue -0.6 beside 1.8, and a"
            + " covariance has none below 0",
        refusal.getMessage());
  }

  static float[][] rows(long seed, int count, int width) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[count][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (random.nextGaussian() + i);
      }
    }
    return rows;
  }
}
