/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

import io.zipar.ApiStatus;
import io.zipar.spi.Distribution;

/**
 * A guessed token together with the distribution q that it was drawn from, which is what {@link
 * Speculation} needs to judge it. Reusable: the {@code set} methods replace what it holds, and its
 * memory is kept. Mutable; used by one thread.
 *
 * <p>A q with few tokens above zero, as top-k and top-p leave it, is held as a list of those.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Proposal {
  private static final int SPARSE_FRACTION = 4;

  private enum Form {
    CERTAIN,
    UNIFORM,
    DENSE,
    SPARSE
  }

  private Form form = Form.CERTAIN;
  private int token;
  private double probability = 1;
  private float[] values = {};
  private int[] tokens = {};
  private int listed;

  /** Holds token 0 for certain, until something is set. */
  public Proposal() {}

  /**
   * Sets a token that was not drawn at all: q is one for it and zero for all others.
   *
   * @param guess the token
   * @return this
   */
  public Proposal setCertain(int guess) {
    form = Form.CERTAIN;
    token = guess;
    probability = 1;
    return this;
  }

  /**
   * Sets a token that was drawn with equal probabilities.
   *
   * @param guess the token
   * @param vocabulary the number of tokens it was drawn from, at least 1
   * @return this
   */
  public Proposal setUniform(int guess, int vocabulary) {
    form = Form.UNIFORM;
    token = guess;
    probability = 1.0 / vocabulary;
    return this;
  }

  /**
   * Sets a token whose law is a distribution.
   *
   * @param guess the token
   * @param law q; copied
   * @param scratch as long as the vocabulary; holds the probabilities of q afterwards
   * @return this
   */
  public Proposal setDrawn(int guess, Distribution law, float[] scratch) {
    law.copyProbabilities(scratch);
    return setDrawn(guess, scratch);
  }

  /**
   * Sets a token whose law is given by its probabilities.
   *
   * @param guess the token
   * @param law q, one value per token; copied
   * @return this
   */
  public Proposal setDrawn(int guess, float[] law) {
    token = guess;
    probability = law[guess];
    listed = 0;
    for (float value : law) {
      listed += isPositive(value);
    }
    if (listed * SPARSE_FRACTION > law.length) {
      form = Form.DENSE;
      values = values.length == law.length ? values : new float[law.length];
      System.arraycopy(law, 0, values, 0, law.length);
    } else {
      form = Form.SPARSE;
      list(law);
    }
    return this;
  }

  /** 1 above zero, 0 at zero; without a branch, which no processor could predict here. */
  private static int isPositive(float probability) {
    return (Float.floatToRawIntBits(probability) + Integer.MAX_VALUE) >>> (Integer.SIZE - 1);
  }

  private void list(float[] law) {
    // One place more than is used, so that the loop can write before it decides.
    if (tokens.length <= listed || values.length <= listed) {
      int room = 1 + Math.min(law.length, Integer.highestOneBit(listed) * 2);
      tokens = new int[room];
      values = new float[room];
    }
    int next = 0;
    for (int i = 0; i < law.length; i++) {
      tokens[next] = i;
      values[next] = law[i];
      next += isPositive(law[i]);
    }
  }

  /**
   * The guess.
   *
   * @return the token
   */
  public int token() {
    return token;
  }

  /**
   * The probability q gives to the guess.
   *
   * @return from 0 to 1
   */
  public double probability() {
    return probability;
  }

  /** Turns the probabilities p into max(0, p - q). */
  void subtractFrom(float[] p) {
    switch (form) {
      case CERTAIN -> p[token] = 0;
      case UNIFORM -> {
        float each = (float) probability;
        for (int i = 0; i < p.length; i++) {
          p[i] = Math.max(0, p[i] - each);
        }
      }
      case DENSE -> {
        for (int i = 0; i < p.length; i++) {
          p[i] = Math.max(0, p[i] - values[i]);
        }
      }
      case SPARSE -> {
        for (int i = 0; i < listed; i++) {
          p[tokens[i]] = Math.max(0, p[tokens[i]] - values[i]);
        }
      }
      default -> throw new AssertionError(form);
    }
  }
}
