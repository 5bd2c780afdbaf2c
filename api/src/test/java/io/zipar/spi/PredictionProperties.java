/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Cell;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a target needs, and where neighbours and the targets of draft heads lie. */
class PredictionProperties {
  @Property
  void neighboursAreTheCellsOneStepBack(
      @ForAll @IntRange(min = 1, max = 3) int frames,
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll boolean endOfLine) {
    SequenceLayout layout = layout(new Grid(frames, rows, columns), endOfLine);
    for (int target = 0; target < layout.positions(); target++) {
      if (layout.isStructural(target)) {
        int structural = target;
        for (Prediction prediction : Prediction.values()) {
          assertThrows(IllegalArgumentException.class, () -> prediction.needs(layout, structural));
        }
        assertThrows(IllegalArgumentException.class, () -> layout.left(structural));
        continue;
      }
      Cell cell = layout.cell(target);
      int[] back =
          IntStream.range(0, layout.positions())
              .filter(layout::isCell)
              .filter(position -> isOneStepBack(layout.cell(position), cell))
              .toArray();
      int[] expected = target == 0 ? new int[] {SequenceLayout.PREFIX_END} : back;
      assertArrayEquals(expected, Prediction.NEIGHBOURS.needs(layout, target));
      assertArrayEquals(new int[] {target - 1}, Prediction.SUCCESSOR.needs(layout, target));
      assertArrayEquals(new int[0], Prediction.ANY_CELL.needs(layout, target));
      assertEquals(cell.column() > 0, Arrays.equals(only(layout.left(target)), left(target)));
      assertEquals(cell.row() > 0, layout.above(target).isPresent());
      assertEquals(cell.frame() > 0, layout.before(target).isPresent());
    }
  }

  private static boolean isOneStepBack(Cell candidate, Cell cell) {
    return candidate.frame() <= cell.frame()
        && candidate.row() <= cell.row()
        && candidate.column() <= cell.column()
        && cell.frame() - candidate.frame() + cell.row() - candidate.row() + cell.column()
            == candidate.column() + 1;
  }

  private static int[] only(OptionalInt position) {
    return position.stream().toArray();
  }

  private static int[] left(int target) {
    return new int[] {target - 1};
  }

  @Property
  void aHeadBelowLooksAtTheSameColumn(
      @ForAll @IntRange(min = 2, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll boolean endOfLine) {
    SequenceLayout layout = layout(Grid.of(rows, columns), endOfLine);
    for (int row = 1; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int above = layout.position(row - 1, column);
        assertEquals(layout.position(row, column), DraftHead.below(1, 0).target(layout, above));
      }
    }
  }

  @Example
  void headsAlongTheSequenceCountPositions() {
    SequenceLayout layout = layout(Grid.of(2, 3), false);
    assertEquals(1, DraftHead.ahead(2).target(layout, SequenceLayout.PREFIX_END));
    assertEquals(6, DraftHead.ahead(2).target(layout, 4));
    for (int[] back : new int[][] {{0, 0}, {0, -1}, {-1, 4}}) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> new DraftHead(back[0], back[1]));
      assertEquals(
          "a draft head "
              + back[0]
              + " rows and "
              + back[1]
              + " positions away does not look ahead of what it is fed",
          refused.getMessage());
    }
  }

  private static SequenceLayout layout(Grid grid, boolean endOfLine) {
    return endOfLine ? SequenceLayout.withEndOfLine(grid, 77) : SequenceLayout.raster(grid);
  }
}
