/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Cell;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.run.GenerationListener;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Advances a display by tokens and says how many rows of the pictures are done: all their cells
 * have a token. Hears one batch after the other; for one thread.
 */
final class RowProgress implements GenerationListener {
  private final Progress.Task task;
  private final Grid grid;
  private final List<ImageRequest> images;
  private final long rows;
  private final Map<Integer, BitSet> cells = new HashMap<>();
  private int finished;
  private long done;

  /**
   * Shows nothing yet.
   *
   * @param task what to advance
   * @param grid of the images
   * @param images those of all batches, in their order
   */
  RowProgress(Progress.Task task, Grid grid, List<ImageRequest> images) {
    this.task = task;
    this.grid = grid;
    this.images = images;
    this.rows = (long) images.size() * grid.frames() * grid.rows();
  }

  @Override
  public void tokenCommitted(int image, Cell cell, int token, int pass) {
    task.advance();
    BitSet known = cells.computeIfAbsent(image, this::given);
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

  /** What is known of an image of the batch at its start; rows of which are done then. */
  private BitSet given(int image) {
    BitSet known = new BitSet(grid.cells());
    images.get(finished + image).given().cells().forEach(known::set);
    for (int first = 0; first < grid.cells(); first += grid.columns()) {
      done += known.nextClearBit(first) >= first + grid.columns() ? 1 : 0;
    }
    return known;
  }

  @Override
  public void finished(GenerationResult result) {
    finished += cells.size();
    cells.clear();
  }
}
