/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Cell;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.run.GenerationListener;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Advances a display by tokens and says how many rows of the pictures are done: all their cells
 * have a token. Hears one batch after the other; for one thread.
 */
final class RowProgress implements GenerationListener {
  private final Progress.Task task;
  private final Grid grid;
  private final long rows;
  private final Map<Integer, BitSet> cells = new HashMap<>();
  private long done;

  /**
   * Shows nothing yet.
   *
   * @param task what to advance
   * @param grid of the images
   * @param images of all batches
   */
  RowProgress(Progress.Task task, Grid grid, int images) {
    this.task = task;
    this.grid = grid;
    this.rows = (long) images * grid.frames() * grid.rows();
  }

  @Override
  public void tokenCommitted(int image, Cell cell, int token, int pass) {
    task.advance();
    BitSet known = cells.computeIfAbsent(image, key -> new BitSet(grid.cells()));
    int first = (cell.frame() * grid.rows() + cell.row()) * grid.columns();
    if (known.get(first + cell.column())) {
      return;
    }
    known.set(first + cell.column());
    if (known.nextClearBit(first) >= first + grid.columns()) {
      done++;
      task.say(done + " of " + rows + " rows");
    }
  }

  @Override
  public void finished(GenerationResult result) {
    cells.clear();
  }
}
