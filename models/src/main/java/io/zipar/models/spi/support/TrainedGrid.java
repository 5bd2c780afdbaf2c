/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.spi.SequenceLayout;

/** The grid of a network that learned its places and can paint no other one. */
@ApiStatus.Experimental(since = "0.1")
public final class TrainedGrid {
  private TrainedGrid() {}

  /**
   * Lays a grid out.
   *
   * @param grid the wanted grid
   * @param trained the grid of training
   * @param network a few words, for the error
   * @return image tokens alone, in raster order
   * @throws InvalidInputException if it is another grid
   */
  public static SequenceLayout layout(Grid grid, Grid trained, String network) {
    if (!grid.equals(trained)) {
      throw new InvalidInputException(
          "grid " + grid + ": " + network + " learned the places of " + trained + " alone");
    }
    return SequenceLayout.raster(grid);
  }
}
