/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.Grid;
import io.zipar.spi.SequenceLayout;

/**
 * How far each row is settled, and what that allows. As in ZipAR (arXiv 2412.04062, section 3),
 * cell (r, c) may be settled in a pass only if (r-1, min(c + window - 1, C - 1)) was settled before
 * it; drafts may reach up to the column that the row above has settled, not beyond.
 */
final class SettledRows {
  private final Canvas canvas;
  private final DraftRule rule;
  private final SequenceLayout layout;
  private final Grid grid;
  private final int window;
  private final int strandLength;
  private final int[] settled;

  /**
   * @param window settled cells that a row needs before the next one starts
   * @param strandLength tokens that a pass feeds of one row: the newest settled one and drafts
   */
  SettledRows(Canvas canvas, DraftRule rule, int window, int strandLength) {
    this.canvas = canvas;
    this.rule = rule;
    this.layout = canvas.layout();
    this.grid = layout.grid();
    this.window = window;
    this.strandLength = strandLength;
    this.settled = new int[grid.frames() * grid.rows()];
    for (int row = 0; row < settled.length; row++) {
      while (!isComplete(row) && canvas.isKnown(position(row, settled[row]))) {
        settled[row]++;
      }
    }
  }

  int rows() {
    return settled.length;
  }

  int settled(int row) {
    return settled[row];
  }

  boolean isComplete(int row) {
    return settled[row] == grid.columns();
  }

  /** The cells of a row that may be settled in the pass that is planned. */
  int allowed(int row) {
    return row == 0 || isComplete(row - 1)
        ? grid.columns()
        : Math.max(0, settled[row - 1] - window + 1);
  }

  /** Raises what is settled of a row to the cells before a position. */
  void settleUpTo(int row, int end) {
    settled[row] = Math.max(settled[row], end - position(row, 0));
  }

  /**
   * Settles the cells of a row that a run left as they were: up to a committed position all, and
   * beyond it each one before which no draft of the row has changed.
   */
  void settleWhatIsCurrent(int row, int committed, int last) {
    int start = position(row, 0);
    settleUpTo(row, Math.min(committed, lastPosition(row)) + 1);
    int end = Math.min(last, lastPosition(row));
    while (start + settled[row] <= end && canvas.slotIsCurrent(start + settled[row] - 1)) {
      settled[row]++;
    }
  }

  int rowOf(int position) {
    return layout.cellIndex(position) / grid.columns();
  }

  int columnOf(int position) {
    return layout.cellIndex(position) % grid.columns();
  }

  int position(int row, int column) {
    return layout.position(grid.cell(row * grid.columns() + column));
  }

  int lastPosition(int row) {
    return position(row, grid.columns() - 1);
  }

  /**
   * The strand that extends a row: from its newest settled token, or from the predecessor of its
   * first cell. The last cell is never fed as a draft of its row, since nothing of the row follows.
   */
  Strand strand(int row) {
    int reach = row == 0 || isComplete(row - 1) ? grid.columns() : settled[row - 1];
    int end = Math.min(Math.min(settled[row] + strandLength - 1, reach), grid.columns() - 1);
    for (int column = settled[row]; column < end; column++) {
      ensureGuess(position(row, column));
    }
    int first = position(row, 0) + settled[row] - 1;
    int limit = position(row, 0) + allowed(row);
    return new Strand(first, Math.max(first, position(row, 0) + end - 1), limit);
  }

  void ensureGuess(int position) {
    if (!canvas.hasToken(position)) {
      canvas.guess(position, rule.guess(position));
    }
  }
}
