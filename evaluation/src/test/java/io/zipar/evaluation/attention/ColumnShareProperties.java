/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.spi.AttentionMap;
import io.zipar.spi.AttentionMap.Kind;
import io.zipar.spi.AttentionMap.Place;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnShareProperties {
  @Property(tries = 100)
  void evenAttentionFallsOnEveryColumnAlike(
      @ForAll @IntRange(min = 1, max = 3) int frames,
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 2, max = 6) int columns) {
    Grid grid = new Grid(frames, rows, columns);
    AttentionMatrix matrix = matrix(grid, (from, to) -> 1);
    List<ColumnShare> shares = ColumnShare.of(matrix);
    assertEquals(rows - 1, shares.size());
    for (ColumnShare share : shares) {
      assertEquals(share.sameColumn(), share.otherColumn(), 1e-6);
    }
    for (int cell = 0; cell < grid.cells(); cell++) {
      double sum = matrix.prefix(cell);
      for (int to = 0; to < grid.cells(); to++) {
        assertTrue(to <= cell || matrix.weight(cell, to) == 0);
        sum += matrix.weight(cell, to);
      }
      assertEquals(1, sum, 1e-4);
    }
  }

  @Property(tries = 100)
  void whatFallsOnACellAboveIsFoundAtItsDistance(
      @ForAll @IntRange(min = 2, max = 7) int rows,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll @IntRange(min = 1, max = 6) int chosen) {
    int distance = 1 + chosen % (rows - 1);
    Grid grid = Grid.of(rows, columns);
    AttentionMatrix matrix = matrix(grid, (from, to) -> from - to == distance * columns ? 1 : 0);
    for (ColumnShare share : ColumnShare.of(matrix)) {
      assertEquals(share.distance() == distance ? 0.5 : 0, share.sameColumn(), 1e-6);
      assertEquals(0, share.otherColumn(), 1e-6);
    }
  }

  @Test
  void aTokenThatWasNotFedDoesNotCount() {
    AttentionMatrix matrix = new AttentionMatrix(List.of(0), Grid.of(2, 2));
    assertFalse(matrix.attends(3));
    assertEquals(0, matrix.weight(3, 1));
    assertEquals(List.of(), ColumnShare.of(matrix));
  }

  @Test
  void anEnormousGridIsRefused() {
    assertThrows(
        InvalidInputException.class, () -> new AttentionMatrix(List.of(0), Grid.of(100, 100)));
  }

  private interface Score {
    double of(int from, int to);
  }

  /** Each cell gives a prefix of one slot the score 1, and others what they are given. */
  private static AttentionMatrix matrix(Grid grid, Score score) {
    AttentionMatrix matrix = new AttentionMatrix(List.of(0), grid);
    matrix.runBegun(SequenceLayout.raster(grid));
    for (int from = 0; from < grid.cells(); from++) {
      int own = from;
      List<Place> slots = new ArrayList<>(List.of(new Place(Kind.PREFIX, 0)));
      IntStream.rangeClosed(0, own).forEach(to -> slots.add(new Place(Kind.TOKEN, to)));
      double sum = 1 + IntStream.rangeClosed(0, own).mapToDouble(to -> score.of(own, to)).sum();
      float[] weights = new float[slots.size()];
      weights[0] = (float) (1 / sum);
      for (int to = 0; to <= own; to++) {
        weights[to + 1] = (float) (score.of(own, to) / sum);
      }
      List<Place> query = List.of(new Place(Kind.TOKEN, own));
      AttentionMap map = AttentionMap.of(0, 0, query, slots, 1, weights);
      matrix.attended(0, Lane.Role.CONDITIONAL, own, map);
      matrix.attended(0, Lane.Role.UNCONDITIONAL, own, map);
    }
    return matrix;
  }
}
