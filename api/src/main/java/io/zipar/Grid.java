/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * The shape of an image in tokens. Any aspect ratio; whether a model can paint it is the model's to
 * say ({@link io.zipar.spi.TokenModel#layout}).
 *
 * @param frames number of frames, 1 for a still image
 * @param rows number of token rows in a frame, at least 1
 * @param columns number of tokens in a row, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record Grid(int frames, int rows, int columns) {
  private static final int MAX_CELLS = 1 << 24;

  /**
   * Checks the ranges.
   *
   * @throws InvalidInputException if a number is below 1 or there are more than 2^24 cells
   */
  public Grid {
    if (frames < 1 || rows < 1 || columns < 1) {
      throw new InvalidInputException(
          "grid " + describe(frames, rows, columns) + ": every side must be at least 1");
    }
    if ((long) frames * rows > MAX_CELLS || (long) frames * rows * columns > MAX_CELLS) {
      throw new InvalidInputException(
          "grid "
              + describe(frames, rows, columns)
              + " is too large: at most "
              + MAX_CELLS
              + " tokens");
    }
  }

  /**
   * The grid of a still image.
   *
   * @param rows number of token rows
   * @param columns number of tokens in a row
   * @return a grid of one frame
   * @throws InvalidInputException if a number is below 1 or there are more than 2^24 cells
   */
  public static Grid of(int rows, int columns) {
    return new Grid(1, rows, columns);
  }

  /**
   * Counts the cells.
   *
   * @return frames x rows x columns
   */
  public int cells() {
    return frames * rows * columns;
  }

  /**
   * Numbers a cell in raster order.
   *
   * @param cell a cell of this grid
   * @return its index, from 0
   * @throws IndexOutOfBoundsException if the cell lies outside
   */
  public int indexOf(Cell cell) {
    if (cell.frame() >= frames || cell.row() >= rows || cell.column() >= columns) {
      throw new IndexOutOfBoundsException(cell + " is outside the grid " + this);
    }
    return (cell.frame() * rows + cell.row()) * columns + cell.column();
  }

  /**
   * Finds the cell at a place of the raster order.
   *
   * @param index from 0 to {@link #cells()} - 1
   * @return the cell
   * @throws IndexOutOfBoundsException if the index is outside that range
   */
  public Cell cell(int index) {
    if (index < 0 || index >= cells()) {
      throw new IndexOutOfBoundsException("cell " + index + " is outside the grid " + this);
    }
    int row = index / columns;
    return new Cell(row / rows, row % rows, index % columns);
  }

  /**
   * Writes the grid as users write it.
   *
   * @return for example {@code 24x24}, rows first; with more than one frame {@code 4x24x24}
   */
  @Override
  public String toString() {
    return describe(frames, rows, columns);
  }

  private static String describe(int frames, int rows, int columns) {
    return (frames == 1 ? "" : frames + "x") + rows + "x" + columns;
  }
}
