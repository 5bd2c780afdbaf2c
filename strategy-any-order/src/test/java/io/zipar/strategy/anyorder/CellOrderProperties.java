/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.spi.Noise;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CellOrderProperties {
  private static final List<CellOrder> ORDERS =
      List.of(
          CellOrder.raster(),
          CellOrder.random(),
          CellOrder.spiral(),
          CellOrder.checkerboard(),
          new LocalityOrder(1, 1),
          new LocalityOrder(2.5, 3));

  @Property(tries = 100)
  void everyOpenCellStandsOnceInEveryOrder(
      @ForAll @IntRange(min = 1, max = 3) int frames,
      @ForAll @IntRange(min = 1, max = 17) int rows,
      @ForAll @IntRange(min = 1, max = 17) int columns,
      @ForAll @IntRange(min = 1, max = 60) int steps,
      @ForAll @IntRange(min = 0, max = 100) int knownPercent,
      @ForAll long seed) {
    Grid grid = new Grid(frames, rows, columns);
    BitSet known = new BitSet();
    Noise noise = new Noise(seed);
    for (int cell = 0; cell < grid.cells(); cell++) {
      known.set(cell, noise.uniform(cell, 1, 0) * 100 < knownPercent);
    }
    Cells cells = new Cells(grid, known);
    int[] open = cells.open();
    if (open.length == 0) {
      return;
    }
    int[] groups = GroupSizes.cosine(open.length, steps);
    for (CellOrder order : ORDERS) {
      int[] cellsInOrder = order.of(cells, groups, Draws.of(noise));
      assertArrayEquals(cellsInOrder, order.of(cells, groups, Draws.of(new Noise(seed))));
      Arrays.sort(cellsInOrder);
      assertArrayEquals(open, cellsInOrder);
    }
  }

  @Test
  void aSpiralBeginsInTheMiddle() {
    Cells cells = new Cells(Grid.of(3, 3), new BitSet());
    assertArrayEquals(
        new int[] {4, 5, 8, 7, 6, 3, 0, 1, 2},
        CellOrder.spiral().of(cells, new int[] {9}, bound -> 0));
  }

  @Test
  void aCheckerboardHasOneColourFirst() {
    Cells cells = new Cells(Grid.of(2, 3), new BitSet());
    assertArrayEquals(
        new int[] {0, 2, 4, 1, 3, 5},
        CellOrder.checkerboard().of(cells, new int[] {6}, bound -> 0));
  }

  @Test
  void imagesHaveOrdersOfTheirOwn() {
    Cells cells = new Cells(Grid.of(6, 6), new BitSet());
    int[] groups = {36};
    long different =
        java.util.stream.LongStream.range(0, 20)
            .mapToObj(
                seed ->
                    Arrays.toString(
                        CellOrder.random().of(cells, groups, Draws.of(new Noise(seed)))))
            .distinct()
            .count();
    assertEquals(20, different);
  }

  @Test
  void aListIsCheckedAgainstTheGrid() {
    Cells cells = new Cells(Grid.of(2, 2), new BitSet());
    int[] groups = {4};
    assertArrayEquals(
        new int[] {2, 0, 1, 3},
        CellOrder.listed(new int[] {2, 0, 1, 3}).of(cells, groups, bound -> 0));
    for (int[] wrong : new int[][] {{0, 1, 2}, {0, 1, 2, 2}, {0, 1, 2, 4}}) {
      InvalidInputException refused =
          assertThrows(
              InvalidInputException.class,
              () -> CellOrder.listed(wrong).of(cells, groups, bound -> 0));
      assertTrue(refused.getMessage().startsWith("option order:"), refused.getMessage());
    }
  }
}
