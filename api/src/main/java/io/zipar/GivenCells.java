/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The cells of an image that are known from the start: a part to complete, or the frames of a video
 * to continue. An immutable value.
 *
 * <p>A model that predicts successors takes the first cells in raster order alone (whole frames,
 * whole rows, or up to any cell); others take any.
 */
@ApiStatus.Experimental(since = "0.1")
public final class GivenCells {
  /** No cell is given. */
  public static final GivenCells NONE = new GivenCells(new int[0]);

  /** In raster order up to the last given cell; {@link GeneratedImage#NONE} where none is given. */
  private final int[] tokens;

  private GivenCells(int[] tokens) {
    this.tokens = tokens;
  }

  /**
   * Gives cells by their raster index.
   *
   * @param tokens the tokens in raster order, {@link GeneratedImage#NONE} for a cell that is open;
   *     copied; cells beyond the end are open
   * @return the given cells
   * @throws InvalidInputException if a token is negative and not {@link GeneratedImage#NONE}
   */
  public static GivenCells of(int... tokens) {
    int end = tokens.length;
    while (end > 0 && tokens[end - 1] == GeneratedImage.NONE) {
      end--;
    }
    for (int cell = 0; cell < end; cell++) {
      if (tokens[cell] < 0 && tokens[cell] != GeneratedImage.NONE) {
        throw new InvalidInputException(
            "the given token " + tokens[cell] + " of cell " + cell + " is negative");
      }
    }
    return end == 0 ? NONE : new GivenCells(Arrays.copyOf(tokens, end));
  }

  /**
   * The token of a cell.
   *
   * @param cell its raster index, from 0
   * @return the token, or {@link GeneratedImage#NONE} if it is not given
   */
  public int token(int cell) {
    return cell < tokens.length ? tokens[cell] : GeneratedImage.NONE;
  }

  /**
   * The cells that are given.
   *
   * @return their raster indices, ascending
   */
  public IntStream cells() {
    return IntStream.range(0, tokens.length).filter(cell -> tokens[cell] != GeneratedImage.NONE);
  }

  /**
   * Counts the cells that are given.
   *
   * @return 0 or more
   */
  public int count() {
    return (int) cells().count();
  }

  /**
   * Tells whether the given cells are the first in raster order.
   *
   * @return true if no cell before a given one is open, so also if none is given
   */
  public boolean isRasterPrefix() {
    return count() == tokens.length;
  }

  /**
   * Checks that the cells lie in a grid and the tokens in a vocabulary.
   *
   * @param grid of the image
   * @param imageTokens number of tokens that can stand in a cell
   * @throws InvalidInputException if there are more cells than the grid has, or a token is none of
   *     the image tokens
   */
  public void requireFits(Grid grid, int imageTokens) {
    if (tokens.length > grid.cells()) {
      throw new InvalidInputException(
          "cell "
              + (tokens.length - 1)
              + " is given, but the grid "
              + grid
              + " has cells 0 ... "
              + (grid.cells() - 1));
    }
    cells()
        .filter(cell -> tokens[cell] >= imageTokens)
        .findFirst()
        .ifPresent(
            cell -> {
              throw new InvalidInputException(
                  "the given token "
                      + tokens[cell]
                      + " of "
                      + grid.cell(cell)
                      + " is not in 0 ... "
                      + (imageTokens - 1));
            });
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GivenCells that && Arrays.equals(tokens, that.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }

  @Override
  public String toString() {
    return count() + " given cells";
  }
}
