/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.models.network.Projection;
import io.zipar.models.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** What {@link Projection} says, in float64, number by number. */
final class ReferenceProjection {
  /** Beyond it the error function is 1 but for 1e-17. */
  private static final double FAR = 6;

  private ReferenceProjection() {}

  static double[] apply(Projection projection, double[] x) {
    return linear(projection.last(), projection.hidden().map(layer -> hidden(layer, x)).orElse(x));
  }

  private static double[] hidden(Projection.Hidden layer, double[] x) {
    boolean exact = layer.gelu() == Projection.Gelu.ERF;
    return Arrays.stream(linear(layer.linear(), x))
        .map(v -> v / 2 * (1 + (exact ? erf(v / Math.sqrt(2)) : tanh(v))))
        .toArray();
  }

  static double[] linear(Projection.Linear linear, double[] x) {
    double[] result = product(linear.matrix(), x);
    Optional<double[]> bias = linear.bias().map(tensor -> ReferenceLane.row(tensor, 0));
    bias.ifPresent(values -> Arrays.setAll(result, i -> result[i] + values[i]));
    return result;
  }

  static double[] product(Tensor matrix, double[] x) {
    double[] result = new double[(int) matrix.shape().dimension(0)];
    for (int i = 0; i < result.length; i++) {
      double[] row = ReferenceLane.row(matrix, i);
      for (int j = 0; j < row.length; j++) {
        result[i] += row[j] * x[j];
      }
    }
    return result;
  }

  private static double tanh(double x) {
    return Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
  }

  /** 2/sqrt(pi) exp(-x^2) times the sum of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)). */
  private static double erf(double x) {
    if (Math.abs(x) > FAR) {
      return Math.signum(x);
    }
    double term = x;
    double sum = 0;
    for (int n = 1; sum + term != sum; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
}
