/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** In which order the open cells of an image are decoded. */
@FunctionalInterface
interface CellOrder {
  /**
   * Puts the open cells in order.
   *
   * @param cells the cells, those that are known marked
   * @param groups how many are decoded together, pass by pass; their sum is that of the open cells
   * @param draws the image's own random numbers
   * @return every open cell once, by raster index
   */
  int[] of(Cells cells, int[] groups, Draws draws);

  /** Row by row. */
  static CellOrder raster() {
    return (cells, groups, draws) -> cells.open();
  }

  /** Every order alike likely. */
  static CellOrder random() {
    return (cells, groups, draws) -> {
      int[] order = cells.open();
      draws.shuffle(order);
      return order;
    };
  }

  /** From the middle outwards in a square spiral, in every frame alike. */
  static CellOrder spiral() {
    return (cells, groups, draws) -> {
      Grid grid = cells.grid();
      int[] place = new int[grid.rows() * grid.columns()];
      int next = 0;
      int row = (grid.rows() - 1) / 2;
      int column = (grid.columns() - 1) / 2;
      int[] steps = {0, 1, 1, 0, 0, -1, -1, 0};
      for (int turn = 0; next < place.length; turn++) {
        int direction = turn % 4;
        for (int step = 0; step <= turn / 2; step++) {
          if (row >= 0 && row < grid.rows() && column >= 0 && column < grid.columns()) {
            place[row * grid.columns() + column] = next++;
          }
          row += steps[2 * direction];
          column += steps[2 * direction + 1];
        }
      }
      return sorted(cells, Comparator.comparingInt(cell -> place[cell % place.length]));
    };
  }

  /** The cells of one colour of a chess board, then those of the other. */
  static CellOrder checkerboard() {
    return (cells, groups, draws) -> {
      Grid grid = cells.grid();
      return sorted(
          cells,
          Comparator.comparingInt(
              cell -> {
                int line = cell / grid.columns();
                return (line / grid.rows() + line % grid.rows() + cell % grid.columns()) % 2;
              }));
    };
  }

  /**
   * The order that a user lists.
   *
   * @param listed raster indices
   * @throws InvalidInputException when it is asked for cells that the list lacks, has twice, or
   *     that are not in the grid
   */
  static CellOrder listed(int[] listed) {
    return (cells, groups, draws) -> {
      int count = cells.grid().cells();
      boolean[] seen = new boolean[count];
      for (int cell : listed) {
        if (cell < 0 || cell >= count) {
          throw new InvalidInputException(
              "option order: cell " + cell + " is not in 0 ... " + (count - 1));
        }
        if (seen[cell]) {
          throw new InvalidInputException("option order: cell " + cell + " is listed twice");
        }
        seen[cell] = true;
      }
      if (listed.length != count) {
        throw new InvalidInputException(
            "option order: "
                + listed.length
                + " cells are listed, but the grid "
                + cells.grid()
                + " has "
                + count);
      }
      return Arrays.stream(listed).filter(cell -> !cells.isKnown(cell)).toArray();
    };
  }

  private static int[] sorted(Cells cells, Comparator<Integer> by) {
    return IntStream.of(cells.open()).boxed().sorted(by).mapToInt(Integer::intValue).toArray();
  }
}
