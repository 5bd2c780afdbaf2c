/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;

/**
 * How much pictures of one class differ: the mean distance of the features of all pairs within a
 * class. Stateless, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Diversity {
  private Diversity() {}

  /**
   * Estimates the diversity.
   *
   * @param rows a row of features for each picture
   * @param classes the class of each picture
   * @param bootstrap how to resample; a picture and its own copy are no pair
   * @return the mean Euclidean distance; NaN where no class has two pictures
   */
  public static Estimate of(float[][] rows, int[] classes, Bootstrap bootstrap) {
    double[][] distances = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      distances[i] = new double[i];
      for (int j = 0; j < i; j++) {
        if (classes[i] == classes[j]) {
          distances[i][j] = distance(rows[i], rows[j]);
        }
      }
    }
    return bootstrap.of(classes, times -> mean(distances, classes, times));
  }

  private static double mean(double[][] distances, int[] classes, int[] times) {
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < i && times[i] > 0; j++) {
        if (classes[i] == classes[j]) {
          long weight = (long) times[i] * times[j];
          sum += weight * distances[i][j];
          pairs += weight;
        }
      }
    }
    return sum / pairs;
  }

  private static double distance(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      double gap = (double) left[i] - right[i];
      sum += gap * gap;
    }
    return Math.sqrt(sum);
  }
}
