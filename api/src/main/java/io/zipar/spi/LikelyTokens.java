/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.Arrays;

/**
 * The likeliest tokens of a distribution with their probabilities: those that reach a threshold.
 * The threshold is {@link #LEAST}, or where more than {@link #MOST} tokens reach that, the first of
 * twice, four times ... as much that no more of them reach. So a law of many thousand tokens is
 * told in few numbers, none of them if the law is flat. In no particular order, each token once. An
 * immutable value.
 */
@ApiStatus.Experimental(since = "0.1")
public final class LikelyTokens {
  /** How many tokens there are at most. */
  public static final int MOST = 64;

  /** The least probability of a token. */
  public static final float LEAST = 1f / 1024;

  private final int[] tokens;
  private final float[] probabilities;

  private LikelyTokens(int[] tokens, float[] probabilities) {
    this.tokens = tokens;
    this.probabilities = probabilities;
  }

  /**
   * Tokens that have been chosen by the rule of this class.
   *
   * @param tokens at most {@link #MOST}; copied
   * @param probabilities of each, above 0 and at most 1; copied
   * @return the value
   * @throws IllegalArgumentException if there are too many, or not as many of both, or a
   *     probability is none
   */
  public static LikelyTokens of(int[] tokens, float[] probabilities) {
    if (tokens.length != probabilities.length || tokens.length > MOST) {
      throw new IllegalArgumentException(
          tokens.length
              + " tokens with "
              + probabilities.length
              + " probabilities; as many of both are wanted, "
              + MOST
              + " at most");
    }
    for (float probability : probabilities) {
      if (!(probability > 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "probability " + probability + " is not above 0 and at most 1");
      }
    }
    return new LikelyTokens(tokens.clone(), probabilities.clone());
  }

  /**
   * Chooses the likeliest tokens of a law.
   *
   * @param weights of all tokens, finite, at least 0
   * @param total the sum of the weights, above 0
   * @return the tokens, ascending
   */
  public static LikelyTokens among(float[] weights, double total) {
    int[] tokens = new int[MOST];
    int count = 0;
    float least = (float) (LEAST * total);
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] >= least && weights[i] > 0) {
        if (count == tokens.length) {
          tokens = Arrays.copyOf(tokens, 2 * count);
        }
        tokens[count++] = i;
      }
    }
    while (count > MOST) {
      least *= 2;
      count = keep(tokens, count, weights, least);
    }
    float[] probabilities = new float[count];
    for (int i = 0; i < count; i++) {
      probabilities[i] = (float) Math.min(1, weights[tokens[i]] / total);
    }
    return new LikelyTokens(Arrays.copyOf(tokens, count), probabilities);
  }

  private static int keep(int[] tokens, int count, float[] weights, float least) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (weights[tokens[i]] >= least) {
        tokens[kept++] = tokens[i];
      }
    }
    return kept;
  }

  /**
   * Counts the tokens.
   *
   * @return from 0 to {@link #MOST}
   */
  public int count() {
    return tokens.length;
  }

  /**
   * One of the tokens.
   *
   * @param index from 0 to {@link #count} - 1
   * @return a token of the vocabulary
   */
  public int token(int index) {
    return tokens[index];
  }

  /**
   * The probability of one of the tokens, before any other was left out.
   *
   * @param index from 0 to {@link #count} - 1
   * @return above 0 and at most 1
   */
  public float probability(int index) {
    return probabilities[index];
  }
}
