/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.spi.Distribution;
import io.zipar.spi.Noise;
import io.zipar.spi.support.Proposal;
import io.zipar.spi.support.Speculation;
import java.util.OptionalInt;

/**
 * The adaptive window (arXiv 2412.04062, later versions, section 3): the first token of a row is
 * drawn provisionally from p_old; one pass later, with one more token of the row above, it is kept
 * with probability min(1, p_new / p_old) and the row goes on; else it is drawn again from max(0,
 * p_new - p_old), and so on until it is kept or the row above is complete.
 *
 * <p>At most one row waits at a time, since the next one needs tokens of this.
 */
final class AdaptiveStart implements FirstToken {
  private static final int NONE = -1;

  private final Speculation speculation;
  private final Proposal provisional = new Proposal();
  private final float[] scratch;
  private int waiting = NONE;
  private int nextDraw;

  AdaptiveStart(Noise noise, int vocabulary) {
    this.speculation = new Speculation(noise, vocabulary);
    this.scratch = new float[vocabulary];
  }

  @Override
  public OptionalInt decide(int position, Distribution p, boolean last) {
    int token;
    boolean kept = false;
    if (waiting == position) {
      token = speculation.judge(provisional, p, position, nextDraw);
      kept = token == provisional.token();
      nextDraw += Speculation.DRAWS;
    } else {
      token = p.draw();
      waiting = position;
      nextDraw = 1;
    }
    if (kept || last) {
      return OptionalInt.of(token);
    }
    provisional.setDrawn(token, p, scratch);
    return OptionalInt.empty();
  }
}
