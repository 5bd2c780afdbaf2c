/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.Grid;
import java.util.stream.IntStream;

/**
 * Decides when a row starts: in the pass after the one in which the rows that it waits for have
 * enough tokens. These are the row above it in its frame and, in the frame before, the row that
 * lies {@code frameRows - 1} below its own, or the last one where there is none so far down. Rows
 * under way all advance by one token a pass, so what held at the start of a row holds for each of
 * its cells.
 *
 * @param grid the cells
 * @param window tokens that a row needs before the next one starts
 * @param frameRows rows that the frame before needs, each with a window of tokens, before the first
 *     row of a frame starts; from 1 to the rows of a frame, which make the frames one tall picture
 * @param firstRowAlone whether the first row of all is decoded to its end before another starts
 */
record RowStart(Grid grid, int window, int frameRows, boolean firstRowAlone) {
  boolean mayStart(int row, Rows rows) {
    return awaited(row).allMatch(other -> rows.filled(other) >= demanded(other));
  }

  /** Whether all rows that a row waits for are complete, so that no more of them will come. */
  boolean hasAll(int row, Rows rows) {
    return awaited(row).allMatch(rows::isComplete);
  }

  private int demanded(int row) {
    return row == 0 && firstRowAlone ? grid.columns() : window;
  }

  private IntStream awaited(int row) {
    int inFrame = row % grid.rows();
    IntStream.Builder awaited = IntStream.builder();
    if (inFrame > 0) {
      awaited.add(row - 1);
    }
    if (row >= grid.rows()) {
      awaited.add(row - grid.rows() + Math.min(frameRows - 1, grid.rows() - 1 - inFrame));
    }
    return awaited.build();
  }
}
