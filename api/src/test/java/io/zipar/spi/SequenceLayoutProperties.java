/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Grid;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Cells and positions map to each other. */
class SequenceLayoutProperties {
  @Property
  void everyCellHasOnePosition(
      @ForAll @IntRange(min = 1, max = 3) int frames,
      @ForAll @IntRange(min = 1, max = 12) int rows,
      @ForAll @IntRange(min = 1, max = 12) int columns,
      @ForAll boolean endOfLine) {
    Grid grid = new Grid(frames, rows, columns);
    SequenceLayout layout =
        endOfLine ? SequenceLayout.withEndOfLine(grid, 77) : SequenceLayout.raster(grid);
    int cells = 0;
    for (int position = 0; position < layout.positions(); position++) {
      assertEquals(
          layout.isStructural(position) ? position + 1 : position, layout.nextCell(position));
      if (layout.isStructural(position)) {
        int structural = position;
        assertEquals(77, layout.structuralToken(position));
        assertThrows(IllegalArgumentException.class, () -> layout.cell(structural));
      } else {
        assertEquals(cells++, layout.cellIndex(position));
        assertEquals(position, layout.position(layout.cell(position)));
      }
    }
    assertEquals(grid.cells(), cells);
    assertEquals(layout.positions(), layout.nextCell(layout.positions()));
    assertEquals(grid.cells() + (endOfLine ? frames * rows : 0), layout.positions());
  }

  @Property
  void structuralPositionsFollowTheRows(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int columns) {
    SequenceLayout layout = SequenceLayout.withEndOfLine(Grid.of(rows, columns), 5);
    for (int row = 0; row < rows; row++) {
      assertTrue(layout.isStructural(layout.position(row, columns - 1) + 1));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> layout.isStructural(layout.positions()));
    assertThrows(IndexOutOfBoundsException.class, () -> layout.isStructural(-1));
  }

  @Example
  void layoutsAreEqualByGridAndEndOfLineToken() {
    Grid grid = Grid.of(2, 3);
    SequenceLayout layout = SequenceLayout.withEndOfLine(grid, 7);
    assertEquals(SequenceLayout.withEndOfLine(Grid.of(2, 3), 7), layout);
    assertEquals(SequenceLayout.withEndOfLine(Grid.of(2, 3), 7).hashCode(), layout.hashCode());
    assertNotEquals(SequenceLayout.withEndOfLine(grid, 0), layout);
    assertNotEquals(SequenceLayout.withEndOfLine(Grid.of(3, 2), 7), layout);
    assertNotEquals(SequenceLayout.raster(grid), layout);
    assertNotEquals(layout, grid);
    assertEquals("2x3 with end-of-line token 7", layout.toString());
    assertEquals("2x3", SequenceLayout.raster(grid).toString());
  }
}
