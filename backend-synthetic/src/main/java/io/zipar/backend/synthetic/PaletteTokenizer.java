/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.spi.ImageTokenizer;

/**
 * Shows every token as a square of its own colour, and finds the tokens again in such a picture.
 */
final class PaletteTokenizer implements ImageTokenizer {
  private static final int SIDE = 8;
  private static final int CHANNELS = 3;

  private final float[][] palette;

  PaletteTokenizer(int size) {
    this.palette = new float[size][CHANNELS];
    for (int token = 0; token < size; token++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        palette[token][channel] =
            (float) (2 * Hash.unit(Hash.of(Hash.of(size, token), channel)) - 1);
      }
    }
  }

  @Override
  public int codebookSize() {
    return palette.length;
  }

  @Override
  public int downsampling() {
    return SIDE;
  }

  @Override
  public PixelImage decode(Grid grid, int[] tokens) {
    if (grid.frames() != 1 || tokens.length != grid.cells()) {
      throw new InvalidInputException(tokens.length + " tokens are not one image of grid " + grid);
    }
    int width = grid.columns() * SIDE;
    int height = grid.rows() * SIDE;
    float[] planes = new float[CHANNELS * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int token = tokens[y / SIDE * grid.columns() + x / SIDE];
        if (token < 0 || token >= palette.length) {
          throw new InvalidInputException(
              "token " + token + " is not in 0 ... " + (palette.length - 1));
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
          planes[(channel * height + y) * width + x] = palette[token][channel];
        }
      }
    }
    return new PixelImage(width, height, planes);
  }

  @Override
  public Encoded encode(PixelImage image) {
    if (image.width() % SIDE != 0 || image.height() % SIDE != 0) {
      throw new InvalidInputException(
          image.width() + " x " + image.height() + " pixels: sides must be multiples of " + SIDE);
    }
    Grid grid = Grid.of(image.height() / SIDE, image.width() / SIDE);
    int[] tokens = new int[grid.cells()];
    for (int cell = 0; cell < tokens.length; cell++) {
      tokens[cell] = nearest(image, cell / grid.columns() * SIDE, cell % grid.columns() * SIDE);
    }
    return new Encoded(grid, tokens);
  }

  private int nearest(PixelImage image, int y, int x) {
    int best = 0;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int token = 0; token < palette.length; token++) {
      double distance = 0;
      for (int channel = 0; channel < CHANNELS; channel++) {
        float value = image.value(channel, y, x);
        distance += Math.pow(value - palette[token][channel], 2);
      }
      if (distance < bestDistance) {
        bestDistance = distance;
        best = token;
      }
    }
    return best;
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
