/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

import io.zipar.ApiStatus;
import io.zipar.spi.Noise;

/**
 * Draws an index with a probability in proportion to its weight. This is Gumbel-max, seen as the
 * race of exponential clocks that it is: index i rings at e_i / w_i, where e_i is exponential noise
 * and w_i the weight, and the first to ring is drawn. The weights need not be normalised, the time
 * is linear, nothing is allocated, and a small change of the weights rarely changes the draw.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExponentialRace {
  /** What {@link #draw} returns when every weight is zero. */
  public static final int NONE = -1;

  private ExponentialRace() {}

  /**
   * Runs the race.
   *
   * @param weights finite, at least 0
   * @param stream which noise, from {@link Noise#stream}
   * @return the winner, or {@link #NONE} if no weight is above 0
   */
  public static int draw(float[] weights, long stream) {
    double earliest = Double.POSITIVE_INFINITY;
    int winner = NONE;
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i];
      if (weight > 0) {
        double uniform = Noise.uniform(stream, i);
        // e = -ln(u) is at least 1 - u, so most clocks lose without a logarithm.
        if (1 - uniform < earliest * weight) {
          double time = -Math.log(uniform) / weight;
          if (time < earliest) {
            earliest = time;
            winner = i;
          }
        }
      }
    }
    return winner;
  }

  /**
   * Runs the race among few tokens; the others do not take part. Whoever wins it wins the race of
   * all where the others weigh nothing.
   *
   * @param weights finite, at least 0, by token
   * @param tokens that take part
   * @param count how many of them, from the first on
   * @param stream which noise, from {@link Noise#stream}
   * @return the winner, or {@link #NONE} if no weight is above 0
   */
  public static int draw(float[] weights, int[] tokens, int count, long stream) {
    double earliest = Double.POSITIVE_INFINITY;
    int winner = NONE;
    for (int i = 0; i < count; i++) {
      int token = tokens[i];
      double weight = weights[token];
      if (weight > 0) {
        double time = -Math.log(Noise.uniform(stream, token)) / weight;
        if (time < earliest || (time == earliest && token < winner)) {
          earliest = time;
          winner = token;
        }
      }
    }
    return winner;
  }
}
