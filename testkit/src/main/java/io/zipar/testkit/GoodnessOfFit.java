/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pearson's chi-square test of counts against exact probabilities. Outcomes too rare for it are
 * pooled, the rarest first.
 *
 * @param chiSquare the statistic
 * @param degreesOfFreedom groups less one
 * @param impossible how often something of probability 0 was counted
 */
@ApiStatus.Experimental(since = "0.1")
public record GoodnessOfFit(double chiSquare, int degreesOfFreedom, long impossible) {
  private static final double LEAST_EXPECTED = 5;

  /**
   * Compares.
   *
   * @param probabilities one value per outcome, together 1
   * @param counts how often each outcome was seen
   * @return the test
   * @throws IllegalArgumentException if the lengths differ
   */
  public static GoodnessOfFit of(double[] probabilities, long[] counts) {
    if (probabilities.length != counts.length) {
      throw new IllegalArgumentException(
          probabilities.length + " probabilities for " + counts.length + " counts");
    }
    long total = Arrays.stream(counts).sum();
    List<Integer> byProbability =
        IntStream.range(0, counts.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .toList();
    long impossible = 0;
    double chiSquare = 0;
    int groups = 0;
    double expected = 0;
    long seen = 0;
    for (int outcome : byProbability) {
      impossible += probabilities[outcome] == 0 ? counts[outcome] : 0;
      expected += total * probabilities[outcome];
      seen += counts[outcome];
      if (expected >= LEAST_EXPECTED) {
        chiSquare += (seen - expected) * (seen - expected) / expected;
        groups++;
        expected = 0;
        seen = 0;
      }
    }
    return new GoodnessOfFit(chiSquare, groups - 1, impossible);
  }

  /**
   * How many standard deviations the statistic lies above what is usual, by the approximation of
   * Wilson and Hilferty: a standard normal if the counts have the probabilities.
   *
   * @return 4.75 or more has a probability of one in a million
   */
  public double deviations() {
    double spread = 2.0 / (9.0 * degreesOfFreedom);
    return (Math.cbrt(chiSquare / degreesOfFreedom) - (1 - spread)) / Math.sqrt(spread);
  }

  /**
   * Tells whether the counts may have the probabilities.
   *
   * @return false, if they do, once in a million tests
   */
  public boolean fits() {
    return impossible == 0 && deviations() < 4.7534;
  }
}
