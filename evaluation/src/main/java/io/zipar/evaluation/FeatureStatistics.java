/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Mean and covariance of features. The arrays are not copied, and nobody writes to them.
 *
 * @param count how many pictures they are of; 0 where that is not known
 * @param mean of each feature
 * @param covariance width x width values, row by row, normalised by count - 1
 */
@ApiStatus.Experimental(since = "0.1")
public record FeatureStatistics(long count, double[] mean, double[] covariance) {
  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if the covariance does not fit the mean
   */
  public FeatureStatistics {
    if (mean.length == 0 || covariance.length != (long) mean.length * mean.length) {
      throw new IllegalArgumentException(
          covariance.length + " covariances of " + mean.length + " features");
    }
  }

  /**
   * The number of features.
   *
   * @return at least 1
   */
  public int width() {
    return mean.length;
  }

  /**
   * Computes statistics.
   *
   * @param rows a row of features for each picture, at least two
   * @return their statistics
   */
  public static FeatureStatistics of(float[][] rows) {
    Accumulator accumulator = new Accumulator(rows[0].length);
    accumulator.add(List.of(rows));
    return accumulator.statistics();
  }

  DMatrixRMaj covarianceMatrix() {
    return DMatrixRMaj.wrap(width(), width(), covariance);
  }

  /** Collects features group by group, so that they need not be held. Not thread-safe. */
  public static final class Accumulator {
    private final int width;
    private final double[] mean;
    private final DMatrixRMaj squares;
    private long count;

    /**
     * Nothing collected yet.
     *
     * @param width number of features
     */
    public Accumulator(int width) {
      this.width = width;
      this.mean = new double[width];
      this.squares = new DMatrixRMaj(width, width);
    }

    /**
     * Adds pictures.
     *
     * @param rows their features
     */
    public void add(List<float[]> rows) {
      if (rows.isEmpty()) {
        return;
      }
      double[] groupMean = new double[width];
      for (float[] row : rows) {
        for (int i = 0; i < width; i++) {
          groupMean[i] += (double) row[i] / rows.size();
        }
      }
      DMatrixRMaj centred = new DMatrixRMaj(rows.size(), width);
      for (int i = 0; i < rows.size(); i++) {
        for (int j = 0; j < width; j++) {
          centred.set(i, j, rows.get(i)[j] - groupMean[j]);
        }
      }
      DMatrixRMaj groupSquares = new DMatrixRMaj(width, width);
      CommonOps_DDRM.multInner(centred, groupSquares);
      merge(groupMean, groupSquares, rows.size());
    }

    /** Chan, Golub and LeVeque (1983): exact also where the mean is far from zero. */
    private void merge(double[] groupMean, DMatrixRMaj groupSquares, int groupCount) {
      double all = count + groupCount;
      DMatrixRMaj gap = new DMatrixRMaj(width, 1);
      for (int i = 0; i < width; i++) {
        gap.set(i, 0, groupMean[i] - mean[i]);
        mean[i] += gap.get(i, 0) * groupCount / all;
      }
      CommonOps_DDRM.addEquals(squares, groupSquares);
      CommonOps_DDRM.multAddTransB(count * groupCount / all, gap, gap, squares);
      count += groupCount;
    }

    /**
     * The statistics of all that was added.
     *
     * @return a snapshot
     * @throws IllegalStateException if fewer than two pictures were added
     */
    public FeatureStatistics statistics() {
      if (count < 2) {
        throw new IllegalStateException("a covariance needs at least two pictures");
      }
      double[] covariance = squares.data.clone();
      for (int i = 0; i < covariance.length; i++) {
        covariance[i] /= count - 1;
      }
      return new FeatureStatistics(count, mean.clone(), covariance);
    }
  }
}
