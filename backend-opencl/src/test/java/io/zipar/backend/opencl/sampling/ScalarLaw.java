/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.sampling;

import io.zipar.Sampling;
import io.zipar.spi.Noise;
import io.zipar.spi.RowRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** What sample.cl computes, one token after another in double precision, by sorting. */
final class ScalarLaw {
  private static final double LEAST_TEMPERATURE = 1e-5f;

  private final double[] weights;
  private final RowRequest request;

  /**
   * The law of a row.
   *
   * @param row conditional logits
   * @param without unconditional ones, used if the request is guided
   * @param request what is made of them
   * @param topP in place of the request's
   */
  ScalarLaw(float[] row, float[] without, RowRequest request, double topP) {
    this.request = request;
    double[] logits = guided(row, without, request);
    Sampling sampling = request.sampling();
    double temperature = Math.max(sampling.temperature(), LEAST_TEMPERATURE);
    if (sampling.greedy()) {
      weights = greedy(logits);
      return;
    }
    if (!sampling.temperatureByEntropy()) {
      divide(logits, temperature);
    }
    keepBest(logits, sampling.topK());
    keepNucleus(logits, topP);
    if (sampling.temperatureByEntropy()) {
      double factor = 2.5 * Math.exp(-entropy(logits) / 3) + 0.6;
      divide(logits, Math.max(temperature * factor, LEAST_TEMPERATURE));
    }
    weights = masses(logits);
  }

  private static double[] guided(float[] row, float[] without, RowRequest request) {
    double[] logits = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      logits[i] = row[i];
      if (request.isGuided()) {
        boolean forbidden =
            row[i] == Float.NEGATIVE_INFINITY || without[i] == Float.NEGATIVE_INFINITY;
        float scale = (float) request.scale();
        logits[i] =
            forbidden ? Double.NEGATIVE_INFINITY : without[i] + scale * (row[i] - without[i]);
      }
    }
    return logits;
  }

  private static double[] greedy(double[] logits) {
    int best = IntStream.range(0, logits.length).boxed().max(byLogit(logits)).orElseThrow();
    double[] weights = new double[logits.length];
    weights[best] = 1;
    return weights;
  }

  /** The first of the largest is the greatest. */
  private static Comparator<Integer> byLogit(double[] logits) {
    return Comparator.<Integer>comparingDouble(i -> logits[i])
        .thenComparing(Comparator.<Integer>naturalOrder().reversed());
  }

  private static void divide(double[] logits, double divisor) {
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= divisor;
    }
  }

  private static void keepBest(double[] logits, int topK) {
    if (topK > 0 && topK < logits.length) {
      double[] sorted = logits.clone();
      Arrays.sort(sorted);
      double last = sorted[sorted.length - topK];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = logits[i] < last ? Double.NEGATIVE_INFINITY : logits[i];
      }
    }
  }

  private static void keepNucleus(double[] logits, double topP) {
    if (topP >= 1) {
      return;
    }
    double[] masses = masses(logits);
    double limit = topP * sum(masses);
    double before = 0;
    for (int i :
        IntStream.range(0, logits.length).boxed().sorted(byLogit(logits).reversed()).toList()) {
      if (before > limit) {
        logits[i] = Double.NEGATIVE_INFINITY;
      }
      before += masses[i];
    }
  }

  private static double entropy(double[] logits) {
    double[] masses = masses(logits);
    double total = sum(masses);
    double entropy = 0;
    for (double mass : masses) {
      entropy -= mass == 0 ? 0 : mass / total * Math.log(mass / total);
    }
    return entropy;
  }

  private static double[] masses(double[] logits) {
    double greatest = Arrays.stream(logits).max().orElseThrow();
    return Arrays.stream(logits).map(logit -> Math.exp(logit - greatest)).toArray();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  double probability(int token) {
    return weights[token] / sum(weights);
  }

  /** Whether the same tokens are left. */
  boolean keepsAs(ScalarLaw other) {
    return IntStream.range(0, weights.length).allMatch(i -> weights[i] > 0 == other.weights[i] > 0);
  }

  /** When a token's clock rings. */
  double time(int token, int draw) {
    long stream = request.noise().stream(request.target(), draw);
    return -Math.log(Noise.uniform(stream, token)) / weights[token];
  }

  /** When the first clock rings. */
  double earliest(int draw) {
    return IntStream.range(0, weights.length).mapToDouble(i -> time(i, draw)).min().orElseThrow();
  }
}
