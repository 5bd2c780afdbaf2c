/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Roots of symmetric matrices that are positive semidefinite but for rounding. */
final class SymmetricMatrices {
  /** Covariances of float32 are off by their rounding. */
  private static final double ROUNDING = 1e-3;

  private SymmetricMatrices() {}

  /** The trace of the root: the sum of the roots of the eigenvalues. */
  static double traceOfRoot(DMatrixRMaj matrix) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, false);
    double sum = 0;
    for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
      sum += root(eigen, i);
    }
    return sum;
  }

  /**
   * The symmetric root.
   *
   * @throws InvalidInputException if the matrix is no covariance
   */
  static DMatrixRMaj root(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(matrix, true);
    requirePositive(eigen);
    DMatrixRMaj scaled = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      DMatrixRMaj vector = eigen.getEigenVector(i);
      double factor = Math.sqrt(root(eigen, i));
      for (int row = 0; row < size; row++) {
        scaled.set(row, i, factor * vector.get(row));
      }
    }
    DMatrixRMaj root = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multOuter(scaled, root);
    return root;
  }

  private static void requirePositive(EigenDecomposition_F64<DMatrixRMaj> eigen) {
    double least = 0;
    double greatest = 0;
    for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
      least = Math.min(least, eigen.getEigenvalue(i).real);
      greatest = Math.max(greatest, eigen.getEigenvalue(i).real);
    }
    if (least < -ROUNDING * greatest) {
      throw new InvalidInputException(
          "the reference's sigma is no covariance: it has the eigenvalue "
              + (float) least
              + " beside "
              + (float) greatest
              + ", and a covariance has none below 0");
    }
  }

  private static double root(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
    return Math.sqrt(Math.max(0, eigen.getEigenvalue(index).real));
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(
      DMatrixRMaj matrix, boolean vectors) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(matrix.numRows, vectors, true);
    if (!eigen.decompose(matrix.copy())) {
      throw new ZiparException(
          "the eigenvalues of a covariance cannot be computed: are all features finite?");
    }
    return eigen;
  }
}
