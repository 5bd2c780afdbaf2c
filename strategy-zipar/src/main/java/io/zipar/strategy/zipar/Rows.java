/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.Grid;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.SequenceLayout;

/** The rows of one image: which tokens each has, and where they lie in the sequence. */
final class Rows {
  private final SequenceLayout layout;
  private final Grid grid;
  private final int[][] tokens;
  private final int[] filled;

  Rows(DecodingContext context) {
    this.layout = context.layout();
    this.grid = layout.grid();
    this.tokens = new int[grid.frames() * grid.rows()][grid.columns()];
    this.filled = new int[tokens.length];
    context
        .given()
        .cells()
        .forEach(cell -> append(cell / grid.columns(), context.given().token(cell)));
  }

  int count() {
    return tokens.length;
  }

  /** The rows of one frame. */
  int ofFrame() {
    return grid.rows();
  }

  int filled(int row) {
    return filled[row];
  }

  boolean isComplete(int row) {
    return filled[row] == grid.columns();
  }

  /** The position of the cell that the row needs next. */
  int nextPosition(int row) {
    return position(row, filled[row]);
  }

  int lastPosition(int row) {
    return position(row, grid.columns() - 1);
  }

  int newestPosition(int row) {
    return position(row, filled[row] - 1);
  }

  int newestToken(int row) {
    return tokens[row][filled[row] - 1];
  }

  void append(int row, int token) {
    tokens[row][filled[row]++] = token;
  }

  private int position(int row, int column) {
    return layout.position(grid.cell(row * grid.columns() + column));
  }
}
