/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The distribution of one token, after guidance, temperature and filters; with greedy sampling all
 * of its mass lies on the most likely token. Valid within {@link DecodingProcess#accept}; used by
 * one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public interface Distribution {
  /**
   * Draws the token with the noise of its position: the same logits give the same token, whatever
   * the strategy, and logits that differ a little almost always do. The draw is Gumbel-max.
   *
   * @return a token of the vocabulary
   */
  default int draw() {
    return draw(0);
  }

  /**
   * Draws a token with other noise of the position.
   *
   * @param draw which noise; 0 is that of {@link #draw()}
   * @return a token of the vocabulary
   */
  int draw(int draw);

  /**
   * The probability of a token.
   *
   * @param token a token of the vocabulary
   * @return from 0 to 1
   */
  double probability(int token);

  /**
   * Copies all probabilities.
   *
   * @param target receives one value per token, from index 0; together they are 1 up to rounding
   */
  void copyProbabilities(float[] target);

  /**
   * The likeliest tokens. Where a session samples by itself this moves far less than all
   * probabilities.
   *
   * @return chosen by the rule of {@link LikelyTokens}; where the threshold falls together with a
   *     probability, rounding decides
   */
  default LikelyTokens likeliest() {
    float[] all = new float[vocabulary()];
    copyProbabilities(all);
    return LikelyTokens.among(all, 1);
  }

  /**
   * Counts the tokens.
   *
   * @return the size of the vocabulary
   */
  int vocabulary();
}
