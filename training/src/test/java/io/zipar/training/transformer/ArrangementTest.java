/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders in which cells are fed. */
class ArrangementTest {
  @Test
  void threeByThree() {
    Arrangement diagonals = Arrangement.diagonals(3);
    assertEquals(List.of(-1, 0, 1, 3, 2, 4, 6, 5, 7), diagonals.cells());
    assertEquals(List.of(1, 2, 4, 4, 7, 7, 7, 9, 9), diagonals.visible());
    Arrangement raster = Arrangement.raster(9);
    assertEquals(List.of(-1, 0, 1, 2, 3, 4, 5, 6, 7), raster.cells());
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), raster.visible());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 24})
  void everyCellButTheLastHasASlotAndSeesItsOwnDiagonal(int side) {
    Arrangement diagonals = Arrangement.diagonals(side);
    assertEquals(side * side, diagonals.slots());
    IntStream.range(0, side * side - 1)
        .forEach(
            cell -> {
              int sees = diagonals.visible().get(diagonals.slotOf(cell));
              IntStream.range(0, side * side - 1)
                  .forEach(
                      other ->
                          assertEquals(
                              step(other, side) <= step(cell, side),
                              diagonals.slotOf(other) < sees,
                              cell + " and " + other));
            });
  }

  private static int step(int cell, int side) {
    return cell / side + cell % side;
  }
}
