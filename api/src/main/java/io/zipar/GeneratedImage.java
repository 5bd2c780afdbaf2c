/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Arrays;
import java.util.Objects;

/**
 * The tokens of one image. An immutable value: arrays are copied when they come in and when they go
 * out.
 *
 * @param request what was asked for
 * @param grid the grid
 * @param tokens the tokens in raster order, {@link #NONE} where a cancelled run left a cell open;
 *     an image tokenizer takes them as they are, and {@link io.zipar.spi.TokenNumbering} tells what
 *     the checkpoint calls them
 * @param passOfToken the number of the forward pass that each token came from, the prefill being 0;
 *     {@link #NONE} where there is no token or it was given
 */
@ApiStatus.Experimental(since = "0.1")
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
    tokens = tokens.clone();
    passOfToken = passOfToken.clone();
  }

  /** The tokens in raster order; a copy. */
  @Override
  public int[] tokens() {
    return tokens.clone();
  }

  /** The pass that each token came from; a copy. */
  @Override
  public int[] passOfToken() {
    return passOfToken.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeneratedImage that
        && request.equals(that.request)
        && grid.equals(that.grid)
        && Arrays.equals(tokens, that.tokens)
        && Arrays.equals(passOfToken, that.passOfToken);
  }

  @Override
  public int hashCode() {
    return Objects.hash(request, grid, Arrays.hashCode(tokens), Arrays.hashCode(passOfToken));
  }

  @Override
  public String toString() {
    return grid + " tokens of " + request;
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
