/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;

/** The grids of networks that paint still images of a free aspect ratio. */
@ApiStatus.Experimental(since = "0.1")
public final class StillGrid {
  /** Far above the grids of training; keeps tables of angles and KV caches addressable. */
  private static final int MAX_TOKENS = 1 << 16;

  private StillGrid() {}

  /**
   * Checks a grid.
   *
   * @param grid the wanted grid
   * @param network a few words, for the error
   * @return the grid
   * @throws InvalidInputException if it has several frames or more than 65536 cells
   */
  public static Grid require(Grid grid, String network) {
    if (grid.frames() != 1) {
      throw new InvalidInputException(
          "grid " + grid + ": " + network + " paints still images, of one frame");
    }
    return requireSize(grid, network);
  }

  /**
   * Checks the number of cells alone, for networks that paint videos too.
   *
   * @param grid the wanted grid
   * @param network a few words, for the error
   * @return the grid
   * @throws InvalidInputException if it has more than 65536 cells
   */
  public static Grid requireSize(Grid grid, String network) {
    if (grid.cells() > MAX_TOKENS) {
      throw new InvalidInputException(
          "grid " + grid + ": " + network + " paints at most " + MAX_TOKENS + " tokens");
    }
    return grid;
  }
}
