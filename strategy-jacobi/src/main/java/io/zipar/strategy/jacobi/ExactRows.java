/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts in two dimensions, committed in raster order. One run of drafts, from the newest committed
 * token on, sees all before it and commits, as in {@link RunProcess}. Below it, rows are decoded
 * ahead as in {@link LocalRows}, but what they settle remains a draft: when the run reaches such a
 * row, most of it is there to be judged in one pass.
 *
 * <p>The output is that of next-token prediction (in tokens or in distribution, as the rule is):
 * only the run commits, and every row ahead does with a position only what the positions before it
 * determine, which is all that {@link SpeculativeRule} and {@link ExactMatch} ask for.
 */
final class ExactRows implements DecodingProcess {
  private final Canvas canvas;
  private final SequenceLayout layout;
  private final DraftRule rule;
  private final SettledRows settledRows;
  private final int drafts;
  private final int rowsAtOnce;
  private final int longestRun;
  private final boolean[] closed;
  private final Map<Integer, Strand> ahead = new LinkedHashMap<>();
  private int newest;
  private boolean begun;
  private Strand run;

  /**
   * @param drafts how far the run goes beyond what is settled of a row
   * @param rowsAtOnce rows that are under way at once, at least 1
   */
  ExactRows(Canvas canvas, DraftRule rule, SettledRows settledRows, int drafts, int rowsAtOnce) {
    this.canvas = canvas;
    this.layout = canvas.layout();
    this.rule = rule;
    this.settledRows = settledRows;
    this.drafts = drafts;
    this.rowsAtOnce = rowsAtOnce;
    this.longestRun = layout.grid().columns();
    this.closed = new boolean[settledRows.rows()];
    this.newest = canvas.firstOpen() - 1;
  }

  @Override
  public Optional<DecodingStep> next() {
    int front = layout.nextCell(newest + 1);
    if (front == layout.positions()) {
      return Optional.empty();
    }
    run = new Strand(newest, layout.nextCell(lastOfRun(front) + 1) - 1, layout.positions());
    RowStep step = new RowStep(canvas, settledRows);
    step.addRun(run);
    if (!begun) {
      step.addGiven();
      begun = true;
    }
    planAhead(settledRows.rowOf(front), step);
    return Optional.of(ahead.isEmpty() ? step.withoutMask() : step.masked());
  }

  /**
   * The run takes in what is settled of a row and some drafts more. It goes on in the next row only
   * behind a row that is complete; until then that row is better off with a strand of its own.
   */
  private int lastOfRun(int front) {
    int last = newest;
    int cell = front;
    for (int length = 0; length < longestRun; length++) {
      int following = layout.nextCell(cell + 1);
      int row = settledRows.rowOf(cell);
      if (following == layout.positions()
          || settledRows.columnOf(cell) >= settledRows.settled(row) + drafts
          || (settledRows.rowOf(following) > row && !settledRows.isComplete(row))) {
        break;
      }
      settledRows.ensureGuess(cell);
      last = cell;
      cell = following;
    }
    return last;
  }

  private void planAhead(int frontRow, RowStep step) {
    ahead.clear();
    int end = Math.min(frontRow + rowsAtOnce, settledRows.rows());
    for (int row = frontRow + 1; row < end && settledRows.allowed(row) > 0; row++) {
      Strand strand = settledRows.strand(row);
      if (!settledRows.isComplete(row) && strand.first() > run.last()) {
        ahead.put(row, strand);
        step.addRow(strand, row);
      }
    }
    for (int row = frontRow; row < end; row++) {
      if (settledRows.isComplete(row) && !closed[row]) {
        closed[row] = true;
        step.addLastOf(row);
      }
    }
  }

  @Override
  public void accept(StepOutcome outcome) {
    int firstRow = settledRows.rowOf(layout.nextCell(newest + 1));
    newest = run.review(outcome, canvas, rule, true) - 1;
    for (int row = firstRow; row <= settledRows.rowOf(run.last() + 1); row++) {
      settledRows.settleWhatIsCurrent(row, newest, run.last() + 1);
    }
    ahead.forEach(
        (row, strand) -> settledRows.settleUpTo(row, strand.review(outcome, canvas, rule, false)));
  }
}
