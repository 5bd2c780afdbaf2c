/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Distribution;
import io.zipar.spi.LikelyTokens;
import io.zipar.strategy.jacobi.SeenRows.Neighbours;
import java.util.OptionalInt;

/**
 * Corrects rows whose left token has just changed. Such a row is that of a token which no longer
 * stands there: its draw would be refused one pass later, and a chain of such changes would cost a
 * pass for each of its tokens. Here the row is first corrected by what {@link SeenRows} know of
 * both tokens and those above, from the left to the right within the same pass; and a position
 * without any row is drafted from what they know. What is returned is a function of what the model
 * said of positions up to the one asked for. Used by one thread.
 */
final class LeftCorrection {
  private final Canvas canvas;
  private final SeenRows seen;
  private final Weights row;

  LeftCorrection(Canvas canvas, int vocabulary) {
    this.canvas = canvas;
    this.seen = new SeenRows(canvas.layout().positions(), vocabulary);
    this.row = new Weights(vocabulary);
  }

  /**
   * Guesses the row of a position that has none.
   *
   * @return weights, not normalised, valid until the next call and the caller's to change; null if
   *     nothing is known
   */
  Weights guess(int position) {
    return hasLeft(position)
            && canvas.hasToken(position - 1)
            && seen.guess(position, now(position), row)
        ? row
        : null;
  }

  /** Takes in the row of a position. */
  void learn(int position, Distribution p) {
    if (hasLeft(position)) {
      seen.learn(position, before(position), p.likeliest());
    }
  }

  /**
   * Takes in the row of a position, and corrects it if the token on the left has changed.
   *
   * @return weights as those of {@link #guess}; null if the row is to be taken as it is
   */
  Weights correct(int position, Distribution p) {
    if (!hasLeft(position)) {
      return null;
    }
    LikelyTokens likeliest = p.likeliest();
    Neighbours before = before(position);
    Neighbours now = now(position);
    seen.learn(position, before, likeliest);
    return before.left() != now.left() && seen.correct(position, likeliest, before, now, row)
        ? row
        : null;
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
