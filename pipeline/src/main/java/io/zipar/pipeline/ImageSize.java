/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.network.TransformerNetwork;
import java.util.OptionalInt;

/** The size of the images as the user said it. */
@ApiStatus.Experimental(since = "0.1")
public sealed interface ImageSize {
  /**
   * Reads a grid as users write it.
   *
   * @param text for example {@code 24x32}, rows first, or {@code 6x12x12} with frames before them
   * @return the size
   * @throws InvalidInputException if it is written otherwise or too large
   */
  static Tokens tokens(String text) {
    return new Tokens(GridForm.read(text));
  }

  /**
   * Finds the grid.
   *
   * @param network of the model
   * @param pixelsPerToken by the image tokenizer, if there is one
   * @return a grid, not checked against the model
   * @throws InvalidInputException if there is no grid of that size
   */
  Grid grid(TransformerNetwork network, OptionalInt pixelsPerToken);

  /**
   * Finds the grid for a model that says nothing about pixels.
   *
   * @param own the model's own grid
   * @return a grid, not checked against the model
   * @throws InvalidInputException if the size is not said in tokens
   */
  default Grid grid(Grid own) {
    throw new UnusableSettingException(
        Setting.MODEL,
        " is missing, to which a size in pixels or a ratio belongs; a grid counts tokens");
  }

  /** The model's own. */
  record Own() implements ImageSize {
    @Override
    public Grid grid(TransformerNetwork network, OptionalInt pixelsPerToken) {
      return network.defaultGrid();
    }

    @Override
    public Grid grid(Grid own) {
      return own;
    }
  }

  /**
   * Rows and columns of tokens.
   *
   * @param grid the grid
   */
  record Tokens(Grid grid) implements ImageSize {
    @Override
    public Grid grid(TransformerNetwork network, OptionalInt pixelsPerToken) {
      return grid;
    }

    @Override
    public Grid grid(Grid own) {
      return grid;
    }
  }

  /**
   * Pixels.
   *
   * @param width at least 1
   * @param height at least 1
   */
  record Pixels(int width, int height) implements ImageSize {
    @Override
    public Grid grid(TransformerNetwork network, OptionalInt pixelsPerToken) {
      String text = " " + width + "x" + height + ": ";
      int side =
          pixelsPerToken.orElseThrow(
              () ->
                  new UnusableSettingException(
                      Setting.SIZE,
                      text
                          + "how many pixels a token is, the image tokenizer tells, and there is"
                          + " none; a grid counts tokens"));
      if (width % side != 0 || height % side != 0) {
        throw new UnusableSettingException(
            Setting.SIZE,
            text + "width and height must be multiples of " + side + ", the pixels of a token");
      }
      return Grid.of(height / side, width / side);
    }
  }

  /**
   * An aspect ratio of the area that the model was trained for.
   *
   * @param width at least 1
   * @param height at least 1
   */
  record Ratio(int width, int height) implements ImageSize {
    @Override
    public Grid grid(TransformerNetwork network, OptionalInt pixelsPerToken) {
      return network.gridOfRatio(width, height);
    }
  }
}
