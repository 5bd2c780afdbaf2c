/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import io.zipar.spi.support.ExponentialRace;

/**
 * As {@link ExactMatch}, with better drafts: those of rows that a {@link LeftCorrection} guesses or
 * corrects. Every draw uses the noise of its position, so a right guess at the row is the right
 * token.
 *
 * <p>Only drafts are made so. What is settled is the draw of a row as the model gave it, so the
 * tokens stay those of next-token prediction.
 */
final class CorrectedMatch implements DraftRule {
  private static final int DRAW = 0;

  private final DraftRule plain;
  private final LeftCorrection correction;
  private final Noise noise;

  /**
   * @param plain what settles, and drafts where nothing is known
   */
  CorrectedMatch(DraftRule plain, LeftCorrection correction, Noise noise) {
    this.plain = plain;
    this.correction = correction;
    this.noise = noise;
  }

  @Override
  public int guess(int position) {
    int token = draw(position, correction.guess(position));
    return token == ExponentialRace.NONE ? plain.guess(position) : token;
  }

  @Override
  public int settle(int position, Distribution p, int kept) {
    correction.learn(position, p);
    return plain.settle(position, p, kept);
  }

  @Override
  public int judge(int position, Distribution p) {
    correction.learn(position, p);
    return plain.judge(position, p);
  }

  @Override
  public int refine(int position, Distribution p) {
    int token = draw(position, correction.correct(position, p));
    return token == ExponentialRace.NONE ? plain.refine(position, p) : token;
  }

  private int draw(int position, Weights weights) {
    return weights == null ? ExponentialRace.NONE : weights.draw(noise.stream(position, DRAW));
  }
}
