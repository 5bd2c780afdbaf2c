/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.attention;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import java.util.ArrayList;
import java.util.List;

/**
 * What tokens give to a row of their own frame that lies some rows above, as means over all tokens
 * that have such a row.
 *
 * @param distance rows between, at least 1
 * @param sameColumn the share of all attention that falls on the cell of the token's own column
 * @param otherColumn the share that falls on any other cell of that row, the mean of them; 0 if the
 *     grid has one column
 */
@ApiStatus.Experimental(since = "0.1")
public record ColumnShare(int distance, double sameColumn, double otherColumn) {
  /**
   * Measures a matrix.
   *
   * @param matrix who attends to what
   * @return one for each distance from 1 to the rows of the grid less 1 that a token attends over
   */
  public static List<ColumnShare> of(AttentionMatrix matrix) {
    List<ColumnShare> shares = new ArrayList<>();
    for (int distance = 1; distance < matrix.grid().rows(); distance++) {
      at(matrix, distance, shares);
    }
    return List.copyOf(shares);
  }

  private static void at(AttentionMatrix matrix, int distance, List<ColumnShare> shares) {
    Grid grid = matrix.grid();
    int columns = grid.columns();
    double same = 0;
    double others = 0;
    int tokens = 0;
    for (int cell = 0; cell < grid.cells(); cell++) {
      int row = cell / columns % grid.rows();
      if (row < distance || !matrix.attends(cell)) {
        continue;
      }
      tokens++;
      int above = cell - distance * columns;
      int first = above - above % columns;
      for (int to = first; to < first + columns; to++) {
        if (to == above) {
          same += matrix.weight(cell, to);
        } else {
          others += matrix.weight(cell, to);
        }
      }
    }
    if (tokens > 0) {
      double mean = columns == 1 ? 0 : others / tokens / (columns - 1);
      shares.add(new ColumnShare(distance, same / tokens, mean));
    }
  }
}
