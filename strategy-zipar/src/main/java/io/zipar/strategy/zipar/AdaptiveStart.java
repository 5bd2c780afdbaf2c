/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import io.zipar.spi.support.Proposal;
import io.zipar.spi.support.Speculation;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The adaptive window (arXiv 2412.04062, later versions, section 3): the first token of a row is
 * drawn provisionally from p_old; one pass later, with one more token of the rows that it waits
 * for, it is kept with probability min(1, p_new / p_old) and the row goes on; else it is drawn
 * again from max(0, p_new - p_old), and so on until it is kept or those rows are complete.
 *
 * <p>At most one row of each frame waits at a time, since the next one needs tokens of this.
 */
final class AdaptiveStart implements FirstToken {
  private final Speculation speculation;
  private final float[] scratch;
  private final Map<Integer, Waiting> waiting = new HashMap<>();

  /** The provisional first token of a row, and the next number of a draw at its position. */
  private static final class Waiting {
    final Proposal provisional = new Proposal();
    int nextDraw = 1;
  }

  AdaptiveStart(Noise noise, int vocabulary) {
    this.speculation = new Speculation(noise, vocabulary);
    this.scratch = new float[vocabulary];
  }

  @Override
  public OptionalInt decide(int position, Distribution p, boolean last) {
    Waiting row = waiting.get(position);
    int token;
    boolean kept = false;
    if (row == null) {
      token = p.draw();
      row = new Waiting();
      waiting.put(position, row);
    } else {
      token = speculation.judge(row.provisional, p, position, row.nextDraw);
      kept = token == row.provisional.token();
      row.nextDraw += Speculation.DRAWS;
    }
    if (kept || last) {
      waiting.remove(position);
      return OptionalInt.of(token);
    }
    row.provisional.setDrawn(token, p, scratch);
    return OptionalInt.empty();
  }
}
