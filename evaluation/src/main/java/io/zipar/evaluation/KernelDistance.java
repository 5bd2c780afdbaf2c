/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The kernel distance, also called KID (Binkowski et al., arXiv 1801.01401): the squared maximum
 * mean discrepancy of features under the kernel (x y / width + 1)^3, estimated without bias from
 * all pairs of different pictures. Its expectation does not depend on the number of pictures, as
 * that of the Frechet distance does, and it may fall below 0. Computed in float64. Immutable, safe
 * for several threads; uses all processors.
 */
@ApiStatus.Experimental(since = "0.1")
public final class KernelDistance {
  private final float[][] reference;
  private final double within;

  /**
   * Prepares distances from one reference.
   *
   * @param reference a row of features for each picture, at least two; not copied
   * @throws IllegalArgumentException if there are fewer
   */
  public KernelDistance(float[][] reference) {
    this.reference = requireTwo(reference);
    this.within = mean(meansOfOthers(reference));
  }

  /**
   * The distance of pictures, with an interval. A resample's distance is that of the sample plus
   * what each picture adds to it, to first order; so an interval costs no more than the distance.
   * The reference is not resampled.
   *
   * @param rows a row of as many features for each picture, at least two
   * @param classes the class of each picture
   * @param bootstrap how to resample them
   * @return the distance
   * @throws IllegalArgumentException if there are fewer, or they have another number of features
   */
  public Estimate to(float[][] rows, int[] classes, Bootstrap bootstrap) {
    requireTwo(rows);
    if (rows[0].length != reference[0].length) {
      throw new IllegalArgumentException(
          rows[0].length + " features cannot be compared with " + reference[0].length);
    }
    double[] own = meansOfOthers(rows);
    double[] across =
        Arrays.stream(rows).parallel().mapToDouble(row -> sum(row) / reference.length).toArray();
    double value = mean(own) + within - 2 * mean(across);
    double centre = mean(own) - mean(across);
    double[] shares = new double[rows.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = value + 2 * (own[i] - across[i] - centre);
    }
    Estimate spread = bootstrap.mean(classes, shares);
    return new Estimate(value, spread.low(), spread.high());
  }

  private double sum(float[] row) {
    double sum = 0;
    for (float[] other : reference) {
      sum += kernel(row, other);
    }
    return sum;
  }

  /** The mean kernel of each row with all others. */
  private static double[] meansOfOthers(float[][] rows) {
    return IntStream.range(0, rows.length)
        .parallel()
        .mapToDouble(
            i -> {
              double sum = 0;
              for (int j = 0; j < rows.length; j++) {
                sum += i == j ? 0 : kernel(rows[i], rows[j]);
              }
              return sum / (rows.length - 1);
            })
        .toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double kernel(float[] left, float[] right) {
    double product = 0;
    for (int i = 0; i < left.length; i++) {
      product += (double) left[i] * right[i];
    }
    double base = product / left.length + 1;
    return base * base * base;
  }

  private static float[][] requireTwo(float[][] rows) {
    if (rows.length < 2) {
      throw new IllegalArgumentException("a kernel distance needs at least two pictures");
    }
    return rows;
  }
}
