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

/**
 * Intervals by resampling with replacement. The interval is that of the resampled statistic,
 * shifted so that its mean lies on the sample's own value: resamples hold fewer different members,
 * which biases a statistic such as the Frechet distance upwards. What bias the sample's own size
 * brings is not corrected. The same seed gives the same interval.
 *
 * @param resamples how many, at least 1
 * @param level share of the resamples inside the interval, for example 0.95
 * @param seed any number
 */
@ApiStatus.Experimental(since = "0.1")
public record Bootstrap(int resamples, double level, long seed) {
  /**
   * Checks the ranges.
   *
   * @throws InvalidInputException if a value is outside its range
   */
  public Bootstrap {
    if (resamples < 1) {
      throw new InvalidInputException(resamples + " resamples are not at least 1");
    }
    if (!(level > 0 && level < 1)) {
      throw new InvalidInputException("level " + level + " is not between 0 and 1");
    }
  }

  /**
   * Estimates a statistic.
   *
   * @param members size of the sample, at least 1
   * @param statistic computes it, given how often each member occurs; NaN where it is not defined
   * @return the statistic of the sample itself, with an interval
   */
  public Estimate of(int members, ToDoubleFunction<int[]> statistic) {
    int[] once = new int[members];
    Arrays.fill(once, 1);
    double value = statistic.applyAsDouble(once);
    SplittableRandom random = new SplittableRandom(seed);
    double[] replicates = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      int[] times = new int[members];
      for (int draw = 0; draw < members; draw++) {
        times[random.nextInt(members)]++;
      }
      replicates[i] = statistic.applyAsDouble(times);
    }
    double[] defined = Arrays.stream(replicates).filter(each -> !Double.isNaN(each)).toArray();
    if (Double.isNaN(value) || defined.length == 0) {
      return new Estimate(value, value, value);
    }
    Arrays.sort(defined);
    double shift = value - Arrays.stream(defined).average().orElseThrow();
    return new Estimate(
        value,
        quantile(defined, (1 - level) / 2) + shift,
        quantile(defined, (1 + level) / 2) + shift);
  }

  /**
   * Estimates a mean.
   *
   * @param values of the members, at least one
   * @return the mean with an interval
   */
  public Estimate mean(double[] values) {
    return of(
        values.length,
        times -> {
          double sum = 0;
          for (int i = 0; i < values.length; i++) {
            sum += times[i] * values[i];
          }
          return sum / values.length;
        });
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
