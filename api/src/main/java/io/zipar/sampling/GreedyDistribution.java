/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import java.util.Arrays;

/** All mass on the largest logit, the lowest token of equal ones. */
final class GreedyDistribution implements Distribution {
  private final int token;
  private final int vocabulary;

  /**
   * The distribution of a row.
   *
   * @param logits one value per token; read now and not kept
   */
  GreedyDistribution(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    this.token = best;
    this.vocabulary = logits.length;
  }

  @Override
  public int draw(int draw) {
    return token;
  }

  @Override
  public double probability(int candidate) {
    return candidate == token ? 1 : 0;
  }

  @Override
  public void copyProbabilities(float[] target) {
    Arrays.fill(target, 0, vocabulary, 0f);
    target[token] = 1f;
  }

  @Override
  public LikelyTokens likeliest() {
    return LikelyTokens.of(new int[] {token}, new float[] {1});
  }

  @Override
  public int vocabulary() {
    return vocabulary;
  }
}
