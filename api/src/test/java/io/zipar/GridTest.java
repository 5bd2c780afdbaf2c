/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Cells and their numbers. */
class GridTest {
  private static final Grid GRID = new Grid(2, 3, 4);

  @Test
  void cellsAreNumberedInRasterOrder() {
    for (int index = 0; index < GRID.cells(); index++) {
      assertEquals(index, GRID.indexOf(GRID.cell(index)));
    }
    assertEquals(new Cell(1, 2, 3), GRID.cell(23));
  }

  @Test
  void everySideIsABound() {
    assertThrows(IndexOutOfBoundsException.class, () -> GRID.indexOf(new Cell(2, 0, 0)));
    assertThrows(IndexOutOfBoundsException.class, () -> GRID.indexOf(new Cell(0, 3, 0)));
    assertThrows(IndexOutOfBoundsException.class, () -> GRID.indexOf(new Cell(0, 0, 4)));
    assertThrows(IndexOutOfBoundsException.class, () -> GRID.cell(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> GRID.cell(24));
  }

  @Test
  void sizesAreBounded() {
    assertEquals(1 << 24, Grid.of(1 << 12, 1 << 12).cells());
    assertThrows(InvalidInputException.class, () -> Grid.of(1 << 12, (1 << 12) + 1));
    assertThrows(InvalidInputException.class, () -> Grid.of(0, 1));
    assertThrows(InvalidInputException.class, () -> Grid.of(1, 0));
    assertThrows(InvalidInputException.class, () -> new Grid(0, 1, 1));
  }

  @Test
  void isWrittenAsUsersWriteIt() {
    assertEquals("2x3x4", GRID.toString());
    assertEquals("3x4", Grid.of(3, 4).toString());
  }
}
