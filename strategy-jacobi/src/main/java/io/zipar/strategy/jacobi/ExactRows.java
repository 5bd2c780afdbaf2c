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
  private final Wavefront wavefront;
  private final int drafts;
  private final int rowsAtOnce;
  private final boolean[] closed;
  private final Map<Integer, Strand> ahead = new LinkedHashMap<>();
  private int newest = SequenceLayout.PREFIX_END;
  private Strand run;

  /**
   * @param drafts how far the run goes beyond what is settled of a row
   * @param rowsAtOnce rows that are under way at once, at least 1
   */
  ExactRows(Canvas canvas, DraftRule rule, Wavefront wavefront, int drafts, int rowsAtOnce) {
    this.canvas = canvas;
    this.layout = canvas.layout();
    this.rule = rule;
    this.wavefront = wavefront;
    this.drafts = drafts;
    this.rowsAtOnce = rowsAtOnce;
    this.closed = new boolean[wavefront.rows()];
  }

  @Override
  public Optional<DecodingStep> next() {
    int front = layout.nextCell(newest + 1);
    if (front == layout.positions()) {
      return Optional.empty();
    }
    run = new Strand(newest, layout.nextCell(lastOfRun(front) + 1) - 1, layout.positions());
    RowStep step = new RowStep(canvas, wavefront);
    step.addRun(run);
    planAhead(wavefront.rowOf(front), wavefront.rowOf(run.last() + 1) + 1, step);
    return Optional.of(ahead.isEmpty() ? step.withoutMask() : step.masked());
  }

  /**
   * The run takes in what is settled of a row and some drafts more, and goes on in the next row.
   */
  private int lastOfRun(int front) {
    int last = newest;
    int cell = front;
    for (int length = 0; length < layout.grid().columns(); length++) {
      int following = layout.nextCell(cell + 1);
      int end = wavefront.settled(wavefront.rowOf(cell)) + drafts;
      if (following == layout.positions() || wavefront.columnOf(cell) >= end) {
        break;
      }
      wavefront.ensureGuess(cell);
      last = cell;
      cell = following;
    }
    return last;
  }

  private void planAhead(int frontRow, int firstRow, RowStep step) {
    ahead.clear();
    int end = Math.min(frontRow + rowsAtOnce, wavefront.rows());
    for (int row = firstRow; row < end && wavefront.allowed(row) > 0; row++) {
      if (!wavefront.isComplete(row)) {
        Strand strand = wavefront.strand(row);
        ahead.put(row, strand);
        step.addRow(strand, row);
      }
    }
    for (int row = firstRow; row < end; row++) {
      if (wavefront.isComplete(row) && !closed[row]) {
        closed[row] = true;
        step.addLastOf(row);
      }
    }
  }

  @Override
  public void accept(StepOutcome outcome) {
    int end = run.review(outcome, canvas, rule, true);
    for (int row = wavefront.rowOf(layout.nextCell(newest + 1));
        row <= wavefront.rowOf(end - 1);
        row++) {
      wavefront.settleUpTo(row, Math.min(end, wavefront.lastPosition(row) + 1));
    }
    newest = end - 1;
    ahead.forEach(
        (row, strand) -> wavefront.settleUpTo(row, strand.review(outcome, canvas, rule, false)));
  }
}
