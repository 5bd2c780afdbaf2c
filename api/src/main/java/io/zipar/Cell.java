/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * One place of the token grid.
 *
 * @param frame index of the frame, from 0; always 0 for a still image
 * @param row index of the row, from 0 at the top
 * @param column index of the column, from 0 at the left
 */
@ApiStatus.Experimental(since = "0.1")
public record Cell(int frame, int row, int column) {
  /**
   * Checks that no index is negative.
   *
   * @throws IllegalArgumentException if one is
   */
  public Cell {
    if (frame < 0 || row < 0 || column < 0) {
      throw new IllegalArgumentException(
          "cell (" + frame + ", " + row + ", " + column + ") has a negative index");
    }
  }

  /**
   * A cell of a still image.
   *
   * @param row index of the row, from 0
   * @param column index of the column, from 0
   * @return the cell in frame 0
   */
  public static Cell of(int row, int column) {
    return new Cell(0, row, column);
  }
}
