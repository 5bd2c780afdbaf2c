/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import io.zipar.spi.Noise;
import io.zipar.spi.support.ExponentialRace;

/** The distribution that filtered logits stand for, with the noise of the position it predicts. */
final class FilteredDistribution implements Distribution {
  private final float[] row;
  private final Noise noise;
  private final int position;
  private final Stopwatch sampling;
  private boolean weighed;
  private double total;

  /**
   * The distribution of a row.
   *
   * @param logits after all filters; the distribution owns and overwrites them
   * @param noise of the image
   * @param position the position that is predicted
   * @param sampling measures the draws
   */
  FilteredDistribution(float[] logits, Noise noise, int position, Stopwatch sampling) {
    this.row = logits;
    this.noise = noise;
    this.position = position;
    this.sampling = sampling;
  }

  @Override
  public int draw(int draw) {
    long started = sampling.start();
    int winner = ExponentialRace.draw(weights(), noise.stream(position, draw));
    sampling.stop(started);
    return winner;
  }

  @Override
  public double probability(int token) {
    return weights()[token] / total;
  }

  @Override
  public void copyProbabilities(float[] target) {
    long started = sampling.start();
    float[] weights = weights();
    float scale = (float) (1 / total);
    for (int token = 0; token < weights.length; token++) {
      target[token] = weights[token] * scale;
    }
    sampling.stop(started);
  }

  @Override
  public LikelyTokens likeliest() {
    long started = sampling.start();
    LikelyTokens likeliest = LikelyTokens.among(weights(), total);
    sampling.stop(started);
    return likeliest;
  }

  @Override
  public int vocabulary() {
    return row.length;
  }

  /** The exponentials cost most, so they are taken once, in place. */
  private float[] weights() {
    if (!weighed) {
      weighed = true;
      float largest = Selection.largest(row);
      double sum = 0;
      for (int token = 0; token < row.length; token++) {
        float weight = Exponential.of(row[token] - largest);
        row[token] = weight;
        sum += weight;
      }
      total = sum;
    }
    return row;
  }
}
