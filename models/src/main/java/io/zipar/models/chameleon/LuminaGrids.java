/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.Grid;

/**
 * The sizes that Lumina-mGPT was trained on: of all sizes in grids whose area does not exceed that
 * of the square and whose sides differ by at most {@value #MOST_STRETCHED}, those that are as wide
 * as can be for their height or the other way round.
 */
final class LuminaGrids {
  private static final int MOST_STRETCHED = 4;

  private LuminaGrids() {}

  /**
   * The size that keeps most of a picture of some aspect ratio, as the authors choose it.
   *
   * @param area of the square, in grids
   * @param width of the ratio
   * @param height of the ratio
   * @return rows and columns in grids
   */
  static Grid closest(int area, int width, int height) {
    Grid closest = Grid.of(1, 1);
    double best = 0;
    int rows = 1;
    int columns = area;
    while (columns > 0) {
      boolean trained = Math.max(rows, columns) <= MOST_STRETCHED * Math.min(rows, columns);
      double across = (double) columns / width;
      double down = (double) rows / height;
      double kept = Math.min(across, down) / Math.max(across, down);
      if (trained && kept > best) {
        best = kept;
        closest = Grid.of(rows, columns);
      }
      if ((rows + 1) * columns <= area) {
        rows++;
      } else {
        columns--;
      }
    }
    return closest;
  }
}
