/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.GivenCells;
import io.zipar.Grid;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The cells of an image by raster index, and which of them are known from the start. */
final class Cells {
  private final Grid grid;
  private final BitSet known;

  /**
   * Notes the cells.
   *
   * @param grid all cells
   * @param known raster indices; not copied, and nobody writes to it
   */
  Cells(Grid grid, BitSet known) {
    this.grid = grid;
    this.known = known;
  }

  static Cells of(Grid grid, GivenCells given) {
    BitSet known = new BitSet();
    given.cells().forEach(known::set);
    return new Cells(grid, known);
  }

  Grid grid() {
    return grid;
  }

  boolean isKnown(int cell) {
    return known.get(cell);
  }

  int[] known() {
    return known.stream().toArray();
  }

  /** The others, in raster order. */
  int[] open() {
    return IntStream.range(0, grid.cells()).filter(cell -> !known.get(cell)).toArray();
  }
}
