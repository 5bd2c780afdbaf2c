/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Intervals by resampling with replacement, within groups of fixed size: as many images of each
 * class are generated, so as many are drawn. A group of one member cannot vary. The same seed gives
 * the same interval.
 *
 * @param resamples how many, from 1 to 1,000,000
 * @param level share of the resamples inside the interval, for example 0.95
 * @param seed any number
 */
@ApiStatus.Experimental(since = "0.1")
public record Bootstrap(int resamples, double level, long seed) {
  private static final int MOST_RESAMPLES = 1_000_000;

  /**
   * Checks the ranges.
   *
   * @throws InvalidInputException if a value is outside its range
   */
  public Bootstrap {
    if (resamples < 1 || resamples > MOST_RESAMPLES) {
      throw new InvalidInputException(resamples + " resamples are not from 1 to " + MOST_RESAMPLES);
    }
    if (!(level > 0 && level < 1)) {
      throw new InvalidInputException("level " + level + " is not between 0 and 1");
    }
  }

  /**
   * Estimates a statistic. The interval is that of the resampled statistic, shifted so that its
   * mean lies on the sample's own value: resamples hold fewer different members, which biases a
   * statistic such as the Frechet distance upwards. What bias the sample's own size brings is not
   * corrected.
   *
   * @param groups the group of each member, any numbers
   * @param statistic computes it, given how often each member occurs; NaN where it is not defined
   * @return the statistic of the sample itself, with an interval
   */
  public Estimate of(int[] groups, ToDoubleFunction<int[]> statistic) {
    double value = value(groups.length, statistic);
    double[] replicates = replicates(groups, statistic);
    if (Double.isNaN(value) || replicates.length == 0) {
      return new Estimate(value, value, value);
    }
    return interval(value, replicates, value - Arrays.stream(replicates).average().orElseThrow());
  }

  /**
   * Estimates a mean.
   *
   * @param groups the group of each value
   * @param values of the members, at least one
   * @return the mean with an interval
   */
  public Estimate mean(int[] groups, double[] values) {
    ToDoubleFunction<int[]> statistic =
        times -> {
          double sum = 0;
          for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
          }
          return sum / values.length;
        };
    return interval(value(groups.length, statistic), replicates(groups, statistic), 0);
  }

  /**
   * Estimates the mean of members that are all of one kind.
   *
   * @param values of the members, at least one
   * @return the mean with an interval
   */
  public Estimate mean(double[] values) {
    return mean(new int[values.length], values);
  }

  private static double value(int members, ToDoubleFunction<int[]> statistic) {
    int[] once = new int[members];
    Arrays.fill(once, 1);
    return statistic.applyAsDouble(once);
  }

  /** Those that are defined, in ascending order. */
  private double[] replicates(int[] groups, ToDoubleFunction<int[]> statistic) {
    int[][] membersOfGroup = membersOfGroup(groups);
    SplittableRandom random = new SplittableRandom(seed);
    double[] replicates = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      int[] times = new int[groups.length];
      for (int[] members : membersOfGroup) {
        for (int draw = 0; draw < members.length; draw++) {
          times[members[random.nextInt(members.length)]]++;
        }
      }
      replicates[i] = statistic.applyAsDouble(times);
    }
    return Arrays.stream(replicates).filter(each -> !Double.isNaN(each)).sorted().toArray();
  }

  private static int[][] membersOfGroup(int[] groups) {
    return Arrays.stream(groups)
        .distinct()
        .mapToObj(
            group -> IntStream.range(0, groups.length).filter(i -> groups[i] == group).toArray())
        .toArray(int[][]::new);
  }

  private Estimate interval(double value, double[] sorted, double shift) {
    return new Estimate(
        value,
        quantile(sorted, (1 - level) / 2) + shift,
        quantile(sorted, (1 + level) / 2) + shift);
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
