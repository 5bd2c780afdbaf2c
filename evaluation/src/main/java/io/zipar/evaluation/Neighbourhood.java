/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The part of feature space that pictures cover: a ball around each that reaches its k-th nearest
 * other picture (Kynkaanniemi et al., arXiv 1904.06991). Precision is the share of generated
 * pictures in the neighbourhood of real ones, recall the share of real ones in that of generated
 * ones. Distances are Euclidean, of float64. Immutable, safe for several threads; uses all
 * processors.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Neighbourhood {
  /** How many other pictures a ball reaches, as in the paper. */
  public static final int NEIGHBOURS = 3;

  private final float[][] rows;
  private final double[] radii;

  /**
   * Measures the balls.
   *
   * @param rows a row of features for each picture, more than {@code neighbours}; not copied
   * @param neighbours how many other pictures a ball reaches, at least 1
   * @throws IllegalArgumentException if there are too few pictures
   */
  public Neighbourhood(float[][] rows, int neighbours) {
    if (neighbours < 1 || rows.length <= neighbours) {
      throw new IllegalArgumentException(
          neighbours + " neighbours of each of " + rows.length + " pictures");
    }
    this.rows = rows;
    this.radii =
        IntStream.range(0, rows.length)
            .parallel()
            .mapToDouble(i -> radius(i, neighbours))
            .toArray();
  }

  /**
   * Measures balls that reach {@link #NEIGHBOURS} other pictures.
   *
   * @param rows a row of features for each picture, more than those; not copied
   * @throws IllegalArgumentException if there are too few pictures
   */
  public Neighbourhood(float[][] rows) {
    this(rows, NEIGHBOURS);
  }

  /** The square of the distance to the k-th nearest other picture. */
  private double radius(int picture, int neighbours) {
    double[] nearest = new double[neighbours];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int other = 0; other < rows.length; other++) {
      if (other == picture) {
        continue;
      }
      double distance = distance(rows[picture], rows[other]);
      int place = neighbours - 1;
      if (distance < nearest[place]) {
        for (; place > 0 && nearest[place - 1] > distance; place--) {
          nearest[place] = nearest[place - 1];
        }
        nearest[place] = distance;
      }
    }
    return nearest[neighbours - 1];
  }

  /**
   * Tells which pictures lie in it; one on the edge of a ball does.
   *
   * @param others a row of as many features for each picture
   * @return 1 for each that lies in at least one ball, else 0
   */
  public double[] holds(float[][] others) {
    return Arrays.stream(others).parallel().mapToDouble(row -> isInside(row) ? 1 : 0).toArray();
  }

  private boolean isInside(float[] row) {
    for (int i = 0; i < rows.length; i++) {
      if (distance(row, rows[i]) <= radii[i]) {
        return true;
      }
    }
    return false;
  }

  private static double distance(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      double gap = (double) left[i] - right[i];
      sum += gap * gap;
    }
    return sum;
  }
}
