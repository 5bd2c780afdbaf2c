/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.neighbours;

import io.zipar.Cell;
import io.zipar.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells at one distance from the first cell, counted along frames, rows and columns.
 *
 * @param distance from 0
 */
record Diagonal(int distance) {
  static int of(Cell cell) {
    return cell.frame() + cell.row() + cell.column();
  }

  static int count(Grid grid) {
    return grid.frames() + grid.rows() + grid.columns() - 2;
  }

  /** The cells, by frame and within a frame from the top right to the bottom left. */
  List<Cell> cells(Grid grid) {
    List<Cell> cells = new ArrayList<>();
    for (int frame = 0; frame < grid.frames(); frame++) {
      for (int row = 0; row < grid.rows(); row++) {
        int column = distance - frame - row;
        if (column >= 0 && column < grid.columns()) {
          cells.add(new Cell(frame, row, column));
        }
      }
    }
    return cells;
  }
}
