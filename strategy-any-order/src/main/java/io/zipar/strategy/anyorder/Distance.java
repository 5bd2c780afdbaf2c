/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.Cell;
import io.zipar.Grid;
import java.util.stream.IntStream;

/**
 * How far two cells lie apart, in cells.
 *
 * @param frames in time, at least 0
 * @param rows downwards, at least 0
 * @param columns sideways, at least 0
 */
record Distance(int frames, int rows, int columns) {
  static Distance between(Grid grid, int one, int other) {
    Cell a = grid.cell(one);
    Cell b = grid.cell(other);
    return new Distance(
        Math.abs(a.frame() - b.frame()),
        Math.abs(a.row() - b.row()),
        Math.abs(a.column() - b.column()));
  }

  /** The cells that share a side or a corner with a cell. */
  static int[] around(Grid grid, int cell) {
    Cell middle = grid.cell(cell);
    return IntStream.range(0, 27)
        .filter(each -> each != 13)
        .mapToObj(
            each ->
                new int[] {
                  middle.frame() + each / 9 - 1,
                  middle.row() + each / 3 % 3 - 1,
                  middle.column() + each % 3 - 1
                })
        .filter(
            at ->
                at[0] >= 0
                    && at[0] < grid.frames()
                    && at[1] >= 0
                    && at[1] < grid.rows()
                    && at[2] >= 0
                    && at[2] < grid.columns())
        .mapToInt(at -> grid.indexOf(new Cell(at[0], at[1], at[2])))
        .toArray();
  }

  double euclidean() {
    return Math.sqrt((double) frames * frames + rows * rows + columns * columns);
  }

  boolean within(double limit) {
    return frames <= limit && rows <= limit && columns <= limit;
  }
}
