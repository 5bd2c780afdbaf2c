/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;

/** The distribution that filtered logits stand for, with the noise of the position it predicts. */
final class FilteredDistribution implements Distribution {
  private final float[] logits;
  private final float largest;
  private final Noise noise;
  private final int position;
  private final Stopwatch sampling;
  private double total = Double.NaN;

  /**
   * @param logits after all filters; owned by the distribution for its lifetime
   * @param position the position that is predicted
   */
  FilteredDistribution(float[] logits, Noise noise, int position, Stopwatch sampling) {
    this.logits = logits;
    this.largest = Selection.largest(logits);
    this.noise = noise;
    this.position = position;
    this.sampling = sampling;
  }

  /**
   * Gumbel-max, as the race of exponential clocks that it is: token i rings at e_i / w_i, where e_i
   * is exponential noise and w_i the weight, and the first to ring is drawn. Since e = -ln(u) is at
   * least 1-u, most tokens lose without a logarithm.
   */
  @Override
  public int draw(int draw) {
    long started = sampling.start();
    long stream = noise.stream(position, draw);
    double earliest = Double.POSITIVE_INFINITY;
    int winner = -1;
    for (int token = 0; token < logits.length; token++) {
      if (logits[token] == Float.NEGATIVE_INFINITY) {
        continue;
      }
      double weight = Math.exp((double) logits[token] - largest);
      double uniform = Noise.uniform(stream, token);
      if (1 - uniform < earliest * weight) {
        double time = -Math.log(uniform) / weight;
        if (time < earliest) {
          earliest = time;
          winner = token;
        }
      }
    }
    sampling.stop(started);
    return winner;
  }

  @Override
  public double probability(int token) {
    return Math.exp((double) logits[token] - largest) / total();
  }

  @Override
  public void copyProbabilities(float[] target) {
    long started = sampling.start();
    double normalizer = total();
    for (int token = 0; token < logits.length; token++) {
      target[token] = (float) (Math.exp((double) logits[token] - largest) / normalizer);
    }
    sampling.stop(started);
  }

  @Override
  public int vocabulary() {
    return logits.length;
  }

  private double total() {
    if (Double.isNaN(total)) {
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp((double) logit - largest);
      }
      total = sum;
    }
    return total;
  }
}
