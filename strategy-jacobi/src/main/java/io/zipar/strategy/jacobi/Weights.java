/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.support.ExponentialRace;
import java.util.Arrays;

/**
 * Weights of the tokens of a vocabulary, most of which are zero: what it costs to use them goes
 * with those that are not. Mutable; used by one thread.
 */
final class Weights {
  private final float[] values;
  private int[] tokens = new int[64];
  private int count;

  Weights(int vocabulary) {
    this.values = new float[vocabulary];
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      values[tokens[i]] = 0;
    }
    count = 0;
  }

  /**
   * @param weight nothing happens unless it is above 0
   */
  void add(int token, float weight) {
    if (weight > 0) {
      if (values[token] == 0) {
        if (count == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = token;
      }
      values[token] += weight;
    }
  }

  float of(int token) {
    return values[token];
  }

  /** How many tokens weigh something. */
  int count() {
    return count;
  }

  /**
   * @param index from 0 to {@link #count} - 1
   * @return a token that weighs something; in no particular order
   */
  int token(int index) {
    return tokens[index];
  }

  void divide(float divisor) {
    for (int i = 0; i < count; i++) {
      values[tokens[i]] /= divisor;
    }
  }

  /** Makes the weights a law; nothing happens if all are zero. */
  void normalise() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[tokens[i]];
    }
    for (int i = 0; i < count; i++) {
      values[tokens[i]] = (float) (values[tokens[i]] / sum);
    }
  }

  /** Writes the weights of all tokens. */
  void copyTo(float[] target) {
    System.arraycopy(values, 0, target, 0, values.length);
  }

  /**
   * Draws a token with a probability in proportion to its weight.
   *
   * @return the token, or {@link ExponentialRace#NONE} if all weights are zero
   */
  int draw(long stream) {
    return ExponentialRace.draw(values, tokens, count, stream);
  }
}
