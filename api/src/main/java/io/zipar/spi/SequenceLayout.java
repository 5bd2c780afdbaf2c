/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Cell;
import io.zipar.Grid;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How the cells of a grid lie in the model's sequence. Positions are counted from the first image
 * token; position -1 is the end of the prefix. Image tokens come in raster order. Some families put
 * an end-of-line token behind every row; such a position is <em>structural</em>: its token is known
 * in advance and never predicted.
 *
 * <p>Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class SequenceLayout {
  /**
   * Stands for the end of the prefix, which lies before position 0 and is fed in the first pass of
   * an image.
   */
  public static final int PREFIX_END = -1;

  private static final int NO_TOKEN = -1;

  private final Grid grid;
  private final int endOfLineToken;

  private SequenceLayout(Grid grid, int endOfLineToken) {
    this.grid = Objects.requireNonNull(grid, "grid");
    this.endOfLineToken = endOfLineToken;
  }

  /**
   * Image tokens alone, row after row.
   *
   * @param grid the cells
   * @return a layout without structural positions
   */
  public static SequenceLayout raster(Grid grid) {
    return new SequenceLayout(grid, NO_TOKEN);
  }

  /**
   * Every row, the last one too, is followed by an end-of-line token.
   *
   * @param grid the cells
   * @param token the end-of-line token, at least 0
   * @return a layout with one structural position behind every row
   * @throws IllegalArgumentException if the token is negative
   */
  public static SequenceLayout withEndOfLine(Grid grid, int token) {
    if (token < 0) {
      throw new IllegalArgumentException("end-of-line token " + token + " is negative");
    }
    return new SequenceLayout(grid, token);
  }

  /**
   * The cells.
   *
   * @return the grid of this layout
   */
  public Grid grid() {
    return grid;
  }

  /**
   * Counts the positions, structural ones included.
   *
   * @return the number of positions; they run from 0 to one less
   */
  public int positions() {
    return grid.frames() * grid.rows() * rowLength();
  }

  /**
   * Finds the position of a cell.
   *
   * @param cell a cell of the grid
   * @return its position
   * @throws IndexOutOfBoundsException if the cell is outside the grid
   */
  public int position(Cell cell) {
    int index = grid.indexOf(cell);
    return index / grid.columns() * rowLength() + cell.column();
  }

  /**
   * Finds the position of a cell of a still image.
   *
   * @param row the row, from 0
   * @param column the column, from 0
   * @return its position
   * @throws IndexOutOfBoundsException if the cell is outside the grid
   */
  public int position(int row, int column) {
    return position(Cell.of(row, column));
  }

  /**
   * Tells whether a position holds a token that is known in advance.
   *
   * @param position from 0 to {@link #positions()} - 1
   * @return true for an end-of-line position
   * @throws IndexOutOfBoundsException if the position is outside that range
   */
  public boolean isStructural(int position) {
    return Objects.checkIndex(position, positions()) % rowLength() >= grid.columns();
  }

  /**
   * The token of a structural position.
   *
   * @param position a structural position
   * @return the token that stands there in every image
   * @throws IllegalArgumentException if the position is not structural
   * @throws IndexOutOfBoundsException if the position is out of range
   */
  public int structuralToken(int position) {
    if (!isStructural(position)) {
      throw new IllegalArgumentException("position " + position + " is not structural");
    }
    return endOfLineToken;
  }

  /**
   * Tells whether a position is that of a cell.
   *
   * @param position any number
   * @return false if it is structural or outside the layout
   */
  public boolean isCell(int position) {
    return position >= 0 && position < positions() && !isStructural(position);
  }

  /**
   * Finds the cell at a position.
   *
   * @param position a position that is not structural
   * @return the cell
   * @throws IllegalArgumentException if the position is structural
   * @throws IndexOutOfBoundsException if the position is out of range
   */
  public Cell cell(int position) {
    return grid.cell(cellIndex(position));
  }

  /**
   * Finds the raster index of the cell at a position.
   *
   * @param position a position that is not structural
   * @return the index of the cell, from 0
   * @throws IllegalArgumentException if the position is structural
   * @throws IndexOutOfBoundsException if the position is out of range
   */
  public int cellIndex(int position) {
    if (isStructural(position)) {
      throw new IllegalArgumentException("position " + position + " is structural, not a cell");
    }
    return position / rowLength() * grid.columns() + position % rowLength();
  }

  /**
   * Finds the first cell at or after a position.
   *
   * @param from from 0 to {@link #positions()}
   * @return the position of a cell, or {@link #positions()} if none follows
   */
  public int nextCell(int from) {
    int position = from;
    while (position < positions() && isStructural(position)) {
      position++;
    }
    return position;
  }

  /**
   * The cell on the left of a cell, in the same row.
   *
   * @param position the position of a cell
   * @return its position, or empty in the first column
   * @throws IllegalArgumentException if the position is structural
   * @throws IndexOutOfBoundsException if the position is out of range
   */
  public OptionalInt left(int position) {
    Cell cell = cell(position);
    return at(cell.frame(), cell.row(), cell.column() - 1);
  }

  /**
   * The cell above a cell, in the same frame and column.
   *
   * @param position the position of a cell
   * @return its position, or empty in the first row of a frame
   * @throws IllegalArgumentException if the position is structural
   * @throws IndexOutOfBoundsException if the position is out of range
   */
  public OptionalInt above(int position) {
    Cell cell = cell(position);
    return at(cell.frame(), cell.row() - 1, cell.column());
  }

  /**
   * The same cell of the frame before.
   *
   * @param position the position of a cell
   * @return its position, or empty in the first frame
   * @throws IllegalArgumentException if the position is structural
   * @throws IndexOutOfBoundsException if the position is out of range
   */
  public OptionalInt before(int position) {
    Cell cell = cell(position);
    return at(cell.frame() - 1, cell.row(), cell.column());
  }

  private OptionalInt at(int frame, int row, int column) {
    return frame < 0 || row < 0 || column < 0
        ? OptionalInt.empty()
        : OptionalInt.of(position(new Cell(frame, row, column)));
  }

  /**
   * Counts the positions of a row of cells, the structural one behind it included.
   *
   * @return how far a cell is from the one below it
   */
  public int rowLength() {
    return grid.columns() + (endOfLineToken == NO_TOKEN ? 0 : 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SequenceLayout that
        && grid.equals(that.grid)
        && endOfLineToken == that.endOfLineToken;
  }

  @Override
  public int hashCode() {
    return Objects.hash(grid, endOfLineToken);
  }

  @Override
  public String toString() {
    return grid + (endOfLineToken == NO_TOKEN ? "" : " with end-of-line token " + endOfLineToken);
  }
}
