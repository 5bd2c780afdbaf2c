/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Arrays;
import java.util.Objects;

/**
 * The tokens of one image. The arrays are not copied, and nobody writes to them.
 *
 * @param request what was asked for
 * @param grid the grid
 * @param tokens the tokens in raster order, {@link #NONE} where a cancelled run left a cell open;
 *     an image tokenizer takes them as they are, and {@link io.zipar.spi.TokenNumbering} tells what
 *     the checkpoint calls them
 * @param passOfToken the number of the forward pass that each token came from, the prefill being 0;
 *     {@link #NONE} where there is no token or it was given
 */
@ApiStatus.Stable(since = "0.1")
public record GeneratedImage(ImageRequest request, Grid grid, int[] tokens, int[] passOfToken) {
  /** Stands for a token that is not there. */
  public static final int NONE = -1;

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if an array does not have one value per cell
   */
  public GeneratedImage {
    Objects.requireNonNull(request, "request");
    if (tokens.length != grid.cells() || passOfToken.length != grid.cells()) {
      throw new IllegalArgumentException("an image of grid " + grid + " has one token per cell");
    }
  }

  /**
   * Tells whether every cell has a token.
   *
   * @return false after a cancelled run
   */
  public boolean isComplete() {
    return Arrays.stream(tokens).noneMatch(token -> token == NONE);
  }
}
