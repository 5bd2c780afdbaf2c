/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.Grid;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.StepOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Drafts in two dimensions, each drawn with the noise of its position, committed in raster order. A
 * run of two rows' length, from the newest committed token on, commits as in {@link RunProcess}.
 * Beyond it a pass feeds only what may yield another draft: the cells whose neighbours have changed
 * since they were last judged, some of each row. So the tokens of a pass reach further than a
 * window of as many.
 *
 * <p>Nothing is masked: a row ahead sees the drafts of the rows above, to their ends. That costs no
 * exactness, since the run alone commits, and all that it sees are committed tokens and the drafts
 * that it tests, fed in the same pass.
 */
final class ChangedCells implements DecodingProcess {
  private static final int ROWS_OF_A_RUN = 2;
  private static final int[][] NEIGHBOURS = {{0, -1}, {0, -2}, {-1, -1}, {-1, 0}, {-1, 1}};

  private final Canvas canvas;
  private final SequenceLayout layout;
  private final Grid grid;
  private final DraftRule rule;
  private final int window;
  private final int drafts;
  private final int rowsAtOnce;
  private final int limit;
  private final int longestRun;
  private final int[] judgedAt;
  private final List<Strand> ahead = new ArrayList<>();
  private int newest;
  private boolean begun;
  private Strand run;
  private int runLength;

  /**
   * @param window tokens that a row needs, drafts or not, before the next one starts
   * @param drafts how many cells of each row beyond the run a pass judges, less one
   * @param rowsAtOnce rows that are under way at once, at least 1
   * @param limit cells that a pass feeds at most, at least 1, beside those given from the start
   */
  ChangedCells(Canvas canvas, DraftRule rule, int window, int drafts, int rowsAtOnce, int limit) {
    this.canvas = canvas;
    this.layout = canvas.layout();
    this.grid = layout.grid();
    this.rule = rule;
    this.window = window;
    this.drafts = drafts;
    this.rowsAtOnce = rowsAtOnce;
    this.limit = limit;
    this.longestRun = Math.min(ROWS_OF_A_RUN * grid.columns(), limit - 1);
    this.judgedAt = new int[layout.positions()];
    Arrays.fill(judgedAt, -1);
    this.newest = canvas.firstOpen() - 1;
  }

  @Override
  public Optional<DecodingStep> next() {
    int front = layout.nextCell(newest + 1);
    if (front == layout.positions()) {
      return Optional.empty();
    }
    DecodingStep.Builder step = DecodingStep.builder();
    for (int position = 0; !begun && position < newest; position++) {
      canvas.feed(position, Origin.KNOWN, step);
    }
    begun = true;
    run = new Strand(newest, lastOfRun(front), layout.positions());
    run.plan(canvas, Origin.KNOWN, step);
    planAhead(layout.cellIndex(front) / grid.columns(), step);
    return Optional.of(step.build());
  }

  private int lastOfRun(int front) {
    int cell = front;
    runLength = 1;
    while (runLength <= longestRun) {
      int following = layout.nextCell(cell + 1);
      if (following == layout.positions()) {
        break;
      }
      ensureGuess(cell);
      cell = following;
      runLength++;
    }
    return cell - 1;
  }

  private void planAhead(int frontRow, DecodingStep.Builder step) {
    ahead.clear();
    int end = Math.min(frontRow + rowsAtOnce, grid.frames() * grid.rows());
    for (int row = frontRow; row < end; row++) {
      int planned = 0;
      int most = Math.min(drafts + 1, limit - runLength - ahead.size());
      for (int column = 0; column < grid.columns() && planned < most; column++) {
        int cell = position(row, column);
        if (cell > run.last() + 1 && isStale(row, column)) {
          if (!mayStart(row, column)) {
            break;
          }
          plan(cell, step);
          planned++;
        }
      }
    }
  }

  /** Whether the row above has come far enough for a cell to be judged. */
  private boolean mayStart(int row, int column) {
    return row == 0
        || canvas.hasToken(position(row - 1, Math.min(column + window, grid.columns()) - 1));
  }

  private boolean isStale(int row, int column) {
    int judged = judgedAt[position(row, column)];
    if (judged < 0) {
      return true;
    }
    for (int[] offset : NEIGHBOURS) {
      int besideRow = row + offset[0];
      int besideColumn = column + offset[1];
      if (besideRow >= 0
          && besideColumn >= 0
          && besideColumn < grid.columns()
          && canvas.changedAt(position(besideRow, besideColumn)) > judged) {
        return true;
      }
    }
    return false;
  }

  /** Plans to judge a cell behind the one before it, and whatever stands between the two. */
  private void plan(int cell, DecodingStep.Builder step) {
    int before = position(layout.cellIndex(cell) - 1);
    ensureGuess(before);
    Strand strand = new Strand(before, cell - 1, 0);
    strand.plan(canvas, Origin.DRAFT, step);
    ahead.add(strand);
  }

  private void ensureGuess(int cell) {
    if (!canvas.hasToken(cell)) {
      canvas.guess(cell, rule.guess(cell));
    }
  }

  @Override
  public void accept(StepOutcome outcome) {
    int planned = canvas.changes();
    Arrays.fill(judgedAt, newest + 1, run.last() + 2, planned);
    newest = run.review(outcome, canvas, rule, true) - 1;
    for (Strand strand : ahead) {
      judgedAt[strand.last() + 1] = planned;
      strand.review(outcome, canvas, rule, false);
    }
  }

  private int position(int row, int column) {
    return position(row * grid.columns() + column);
  }

  private int position(int cellIndex) {
    return layout.position(grid.cell(cellIndex));
  }
}
