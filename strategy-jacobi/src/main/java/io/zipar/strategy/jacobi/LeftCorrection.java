/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import io.zipar.spi.support.ExponentialRace;
import io.zipar.strategy.jacobi.Followers.Neighbours;
import java.util.OptionalInt;

/**
 * As {@link ExactMatch}, with better drafts. Where the token on the left has just changed, the row
 * of a position is that of a token which no longer stands there, and its draw would be refused one
 * pass later; a chain of such changes costs a pass for each of its tokens. Here the row is first
 * corrected by what {@link Followers} know of both tokens and those above, from the left to the
 * right within the same pass, and a position without any row is drafted from what they know. Every
 * draw uses the noise of its position, so a right guess at the row is the right token.
 *
 * <p>Only drafts are made so. What is settled is the draw of a row as the model gave it, so the
 * tokens stay those of next-token prediction.
 */
final class LeftCorrection implements DraftRule {
  private static final int DRAW = 0;

  private final DraftRule plain;
  private final Canvas canvas;
  private final Noise noise;
  private final Followers followers;
  private final float[] row;

  /**
   * @param plain what settles, and drafts where nothing is known
   */
  LeftCorrection(DraftRule plain, Canvas canvas, Noise noise, int vocabulary) {
    this.plain = plain;
    this.canvas = canvas;
    this.noise = noise;
    this.followers = new Followers(vocabulary);
    this.row = new float[vocabulary];
  }

  @Override
  public int guess(int position) {
    if (hasLeft(position) && canvas.hasToken(position - 1)) {
      float[] beside = followers.beside(now(position));
      if (beside != null) {
        return ExponentialRace.draw(beside, noise.stream(position, DRAW));
      }
    }
    return plain.guess(position);
  }

  @Override
  public int settle(int position, Distribution p, int kept) {
    learn(position, p);
    return plain.settle(position, p, kept);
  }

  @Override
  public int judge(int position, Distribution p) {
    learn(position, p);
    return plain.judge(position, p);
  }

  @Override
  public int refine(int position, Distribution p) {
    if (!hasLeft(position)) {
      return plain.refine(position, p);
    }
    learn(position, p);
    Neighbours before = before(position);
    Neighbours now = now(position);
    if (before.left() != now.left() && followers.correct(row, before, now)) {
      int token = ExponentialRace.draw(row, noise.stream(position, DRAW));
      if (token != ExponentialRace.NONE) {
        return token;
      }
    }
    return plain.refine(position, p);
  }

  private void learn(int position, Distribution p) {
    if (hasLeft(position)) {
      p.copyProbabilities(row);
      followers.learn(before(position), row);
    }
  }

  /** What stood beside a cell when its row was made. */
  private Neighbours before(int position) {
    OptionalInt above = canvas.layout().above(position);
    return new Neighbours(
        canvas.fedToken(position - 1),
        above.isPresent() ? canvas.fedToken(above.getAsInt()) : Neighbours.NO_TOKEN);
  }

  private Neighbours now(int position) {
    OptionalInt above = canvas.layout().above(position);
    return new Neighbours(
        canvas.token(position - 1),
        above.isPresent() ? canvas.token(above.getAsInt()) : Neighbours.NO_TOKEN);
  }

  private boolean hasLeft(int position) {
    return canvas.layout().left(position).isPresent();
  }
}
