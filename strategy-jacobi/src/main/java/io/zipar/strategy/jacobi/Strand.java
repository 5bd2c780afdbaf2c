/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.DraftEvent;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.Distribution;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;

/**
 * Consecutive positions that one pass feeds: a settled token, then drafts, with structural tokens
 * among them. The row of each judges the next.
 *
 * @param first the position of the settled token, or {@link SequenceLayout#PREFIX_END}
 * @param last the last position fed; equal to {@code first} if there are no drafts
 * @param limit positions from here on are not settled in this pass, only refined
 */
record Strand(int first, int last, int limit) {
  /** Feeds all positions, and asks for each cell that follows one of them. */
  void plan(Canvas canvas, Origin originOfFirst, DecodingStep.Builder step) {
    for (int position = Math.max(first, 0); position <= last; position++) {
      canvas.feed(position, position == first ? originOfFirst : Origin.DRAFT, step);
    }
    for (int target = first + 1; target <= last + 1; target++) {
      if (canvas.layout().isCell(target)) {
        step.query(target);
      }
    }
  }

  /**
   * Takes the rows in order. As long as every draft so far turned out to be the token that is
   * settled in its place, the next row sees what is settled and nothing else, so it settles its own
   * position too; after the first difference the rows are those of a changed context, and only make
   * better drafts.
   *
   * @param commits whether what is settled is committed, or remains a draft
   * @return the end of the settled positions: one beyond the last
   */
  int review(StepOutcome outcome, Canvas canvas, DraftRule rule, boolean commits) {
    boolean settling = true;
    int kept = 0;
    int end = first + 1;
    for (int position = first + 1; position <= last + 1; position++) {
      if (!canvas.layout().isCell(position)) {
        continue;
      }
      boolean drafted = position <= last;
      int draft = canvas.token(position);
      Distribution row = outcome.at(position);
      settling &= position < limit;
      int token =
          settling ? settled(rule, position, row, commits, kept++) : rule.refine(position, row);
      boolean same = drafted && token == draft;
      if (drafted && !same) {
        outcome.note(position, DraftEvent.REJECTED);
      }
      if (settling && commits) {
        canvas.commit(position, token);
        outcome.commit(position, token);
        outcome.note(
            position,
            same ? DraftEvent.ACCEPTED : drafted ? DraftEvent.RECOVERED : DraftEvent.BONUS);
      } else {
        canvas.guess(position, token);
      }
      end = settling ? position + 1 : end;
      settling &= same;
    }
    return end;
  }

  private static int settled(
      DraftRule rule, int position, Distribution row, boolean commits, int kept) {
    return commits ? rule.settle(position, row, kept) : rule.judge(position, row);
  }
}
