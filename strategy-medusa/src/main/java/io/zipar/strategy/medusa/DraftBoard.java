/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.medusa;

import io.zipar.spi.DecodingStep;
import io.zipar.spi.DraftHead;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.Arrays;
import java.util.List;

/**
 * The best draft of every position. The model's own draw is best, if the token on the left was the
 * one that stands there now; then what a head made along the row, which knows more of what lies
 * before its target than one made from a row above; then the model's own draw beside another token.
 */
final class DraftBoard {
  /** Stands for a draft that is not there. */
  static final int NONE = -1;

  private final SequenceLayout layout;
  private final List<DraftHead> heads;
  private final int[] ahead;
  private final int[] below;
  private final int[] drawn;
  private final int[] drawnBeside;

  DraftBoard(SequenceLayout layout, List<DraftHead> heads) {
    this.layout = layout;
    this.heads = heads;
    this.ahead = nothing();
    this.below = nothing();
    this.drawn = nothing();
    this.drawnBeside = nothing();
  }

  private int[] nothing() {
    int[] drafts = new int[layout.positions()];
    Arrays.fill(drafts, NONE);
    return drafts;
  }

  /** Asks for what the heads guess at a fed position, as far as it lies beyond a frontier. */
  void ask(DecodingStep.Builder step, int position, int frontier) {
    for (int head = 0; head < heads.size(); head++) {
      if (isOpen(heads.get(head).target(layout, position), frontier)) {
        step.draft(position, head);
      }
    }
  }

  /**
   * Notes what the heads guessed at a position.
   *
   * @param asked the frontier that was asked with
   * @param frontier the first position that has no token now
   * @param right whether the position and those before it were fed with the tokens that stand there
   *     now; if not, only positions without any draft get one
   */
  void take(StepOutcome outcome, int position, int asked, int frontier, boolean right) {
    for (int head = 0; head < heads.size(); head++) {
      DraftHead each = heads.get(head);
      int target = each.target(layout, position);
      if (isOpen(target, asked) && target >= frontier) {
        int[] drafts = each.rows() == 0 ? ahead : below;
        if (right || drafts[target] == NONE) {
          drafts[target] = outcome.draft(position, head).draw();
        }
      }
    }
  }

  /**
   * Notes what the model itself drew behind a draft that turned out to be wrong.
   *
   * @param left the token that was fed in front of the target
   */
  void takeDraw(int target, int token, int left) {
    drawn[target] = token;
    drawnBeside[target] = left;
  }

  private boolean isOpen(int target, int frontier) {
    return target >= frontier && target < layout.positions() && !layout.isStructural(target);
  }

  /**
   * The draft of a cell's position, or {@link #NONE}.
   *
   * @param left the token that stands in front of it now, or {@link #NONE}
   */
  int at(int position, int left) {
    if (drawn[position] != NONE && drawnBeside[position] == left) {
      return drawn[position];
    }
    if (ahead[position] != NONE) {
      return ahead[position];
    }
    return below[position] != NONE ? below[position] : drawn[position];
  }
}
