/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The squared Frechet distance of Gaussians with the means and covariances of features (Heusel et
 * al., arXiv 1706.08500): |m - m'|^2 + tr(C + C' - 2 (C^1/2 C' C^1/2)^1/2). Only symmetric matrices
 * are decomposed and negative eigenvalues count as rounding, so covariances may be singular.
 * Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class FrechetDistance {
  private final FeatureStatistics reference;
  private final DMatrixRMaj root;
  private final double trace;

  /**
   * Prepares distances from one reference.
   *
   * @param reference its statistics
   * @throws io.zipar.InvalidInputException if its covariance has an eigenvalue below 0, beyond what
   *     rounding explains
   */
  public FrechetDistance(FeatureStatistics reference) {
    this.reference = reference;
    this.root = SymmetricMatrices.root(reference.covarianceMatrix());
    this.trace = CommonOps_DDRM.trace(reference.covarianceMatrix());
  }

  /**
   * The distance of other statistics.
   *
   * @param other statistics of as many features
   * @return at least 0
   */
  public double to(FeatureStatistics other) {
    requireWidth(other.width());
    DMatrixRMaj half = new DMatrixRMaj(root.numRows, root.numCols);
    CommonOps_DDRM.mult(root, other.covarianceMatrix(), half);
    DMatrixRMaj whole = new DMatrixRMaj(root.numRows, root.numCols);
    CommonOps_DDRM.mult(half, root, whole);
    return distance(
        other.mean(),
        CommonOps_DDRM.trace(other.covarianceMatrix()),
        SymmetricMatrices.traceOfRoot(whole));
  }

  /**
   * The distance of pictures, with an interval.
   *
   * @param rows a row of features for each picture, at least two
   * @param classes the class of each picture
   * @param bootstrap how to resample them; the reference is not resampled
   * @return the distance
   */
  public Estimate to(float[][] rows, int[] classes, Bootstrap bootstrap) {
    requireWidth(rows[0].length);
    DMatrixRMaj features = new DMatrixRMaj(rows.length, rows[0].length);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        features.set(i, j, rows[i][j]);
      }
    }
    DMatrixRMaj turned = new DMatrixRMaj(rows.length, root.numCols);
    CommonOps_DDRM.mult(features, root, turned);
    Estimate estimate = bootstrap.of(classes, times -> resampled(features, turned, times));
    return new Estimate(estimate.value(), Math.max(0, estimate.low()), estimate.high());
  }

  private double resampled(DMatrixRMaj features, DMatrixRMaj turned, int[] times) {
    double[] mean = new double[reference.width()];
    double spread = trace(centred(features, times, mean));
    DMatrixRMaj rows = centred(turned, times, new double[reference.width()]);
    // Either product of the rows has the eigenvalues other than zero; the smaller one is faster.
    boolean wide = rows.numRows < rows.numCols;
    int size = wide ? rows.numRows : rows.numCols;
    DMatrixRMaj product = new DMatrixRMaj(size, size);
    if (wide) {
      CommonOps_DDRM.multOuter(rows, product);
    } else {
      CommonOps_DDRM.multInner(rows, product);
    }
    return distance(mean, spread, SymmetricMatrices.traceOfRoot(product));
  }

  /** Rows whose inner product is the covariance of the resample; fills in its mean. */
  private static DMatrixRMaj centred(DMatrixRMaj features, int[] times, double[] mean) {
    int present = 0;
    for (int i = 0; i < times.length; i++) {
      present += times[i] > 0 ? 1 : 0;
      for (int j = 0; j < mean.length; j++) {
        mean[j] += times[i] * features.get(i, j) / times.length;
      }
    }
    DMatrixRMaj rows = new DMatrixRMaj(present, mean.length);
    int next = 0;
    for (int i = 0; i < times.length; i++) {
      if (times[i] > 0) {
        double factor = Math.sqrt(times[i] / (times.length - 1.0));
        for (int j = 0; j < mean.length; j++) {
          rows.set(next, j, factor * (features.get(i, j) - mean[j]));
        }
        next++;
      }
    }
    return rows;
  }

  private static double trace(DMatrixRMaj rows) {
    double sum = 0;
    for (int i = 0; i < rows.getNumElements(); i++) {
      sum += rows.data[i] * rows.data[i];
    }
    return sum;
  }

  private double distance(double[] mean, double otherTrace, double traceOfRoot) {
    double sum = trace + otherTrace - 2 * traceOfRoot;
    for (int i = 0; i < mean.length; i++) {
      double gap = mean[i] - reference.mean()[i];
      sum += gap * gap;
    }
    return Math.max(0, sum);
  }

  private void requireWidth(int width) {
    if (width != reference.width()) {
      throw new IllegalArgumentException(
          width + " features cannot be compared with " + reference.width());
    }
  }
}
