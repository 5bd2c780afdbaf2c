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
 * The newest draft of every position. One made along the row counts more than one made from a row
 * above, which knows less of what lies before its target.
 */
final class DraftBoard {
  /** Stands for a draft that is not there. */
  static final int NONE = -1;

  private final SequenceLayout layout;
  private final List<DraftHead> heads;
  private final int[] ahead;
  private final int[] below;

  DraftBoard(SequenceLayout layout, List<DraftHead> heads) {
    this.layout = layout;
    this.heads = heads;
    this.ahead = new int[layout.positions()];
    this.below = new int[layout.positions()];
    Arrays.fill(ahead, NONE);
    Arrays.fill(below, NONE);
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
   */
  void take(StepOutcome outcome, int position, int asked, int frontier) {
    for (int head = 0; head < heads.size(); head++) {
      DraftHead each = heads.get(head);
      int target = each.target(layout, position);
      if (isOpen(target, asked) && target >= frontier) {
        int[] drafts = each.rows() == 0 ? ahead : below;
        drafts[target] = outcome.draft(position, head).draw();
      }
    }
  }

  private boolean isOpen(int target, int frontier) {
    return target >= frontier && target < layout.positions() && !layout.isStructural(target);
  }

  /** The draft of a cell's position, or {@link #NONE}. */
  int at(int position) {
    return ahead[position] == NONE ? below[position] : ahead[position];
  }
}
