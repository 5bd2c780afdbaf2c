/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An image tokenizer, loaded and ready: tokens to pixels and back. Safe for several threads. Closed
 * by whoever opened it.
 */
@ApiStatus.Experimental(since = "0.1")
public interface ImageTokenizer extends AutoCloseable {
  /**
   * The size of the codebook.
   *
   * @return number of codes; tokens run from 0 to one less
   */
  int codebookSize();

  /**
   * The side of the square of pixels that one token stands for.
   *
   * @return for example 16
   */
  int downsampling();

  /**
   * Turns tokens into a picture.
   *
   * @param grid a grid of one frame
   * @param tokens the tokens of the grid in raster order
   * @return a picture of rows x columns x {@link #downsampling()} squared pixels, not clamped
   * @throws io.zipar.InvalidInputException if the number of tokens is not that of the grid, a token
   *     is outside the codebook, or the grid has several frames
   * @throws IllegalStateException if the tokenizer is closed
   */
  PixelImage decode(Grid grid, int[] tokens);

  /**
   * Turns tokens into the pictures of a video. Unless overridden, every frame of the grid is
   * decoded alone.
   *
   * @param grid a grid of any number of frames
   * @param tokens the tokens of the grid, frame by frame in raster order
   * @return pictures in order of time, the same number for each frame of the grid: one or more,
   *     where a tokenizer's frames stand for several moments; the first one is what {@link #decode}
   *     makes of the first frame
   * @throws io.zipar.InvalidInputException if the number of tokens is not that of the grid, or a
   *     token is outside the codebook
   * @throws IllegalStateException if the tokenizer is closed
   */
  default List<PixelImage> decodeFrames(Grid grid, int[] tokens) {
    if (tokens.length != grid.cells()) {
      throw new InvalidInputException(
          tokens.length + " tokens for the " + grid.cells() + " cells of the grid " + grid);
    }
    Grid one = Grid.of(grid.rows(), grid.columns());
    return IntStream.range(0, grid.frames())
        .mapToObj(i -> Arrays.copyOfRange(tokens, i * one.cells(), (i + 1) * one.cells()))
        .map(frame -> decode(one, frame))
        .toList();
  }

  /**
   * Turns a picture into tokens.
   *
   * @param image a picture whose sides are multiples of {@link #downsampling()}
   * @return grid and tokens
   * @throws io.zipar.InvalidInputException if a side is no such multiple, or the checkpoint holds
   *     no encoder
   * @throws IllegalStateException if the tokenizer is closed
   */
  Encoded encode(PixelImage image);

  /** Frees the weights. Closing twice has no effect. */
  @Override
  void close();

  /**
   * A picture as tokens. The array is not copied, and nobody writes to it.
   *
   * @param grid the grid
   * @param tokens the tokens of the grid in raster order
   */
  record Encoded(Grid grid, int[] tokens) {}
}
