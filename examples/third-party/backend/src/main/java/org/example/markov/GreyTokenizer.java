/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.markov;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.spi.ImageTokenizer;
import java.util.concurrent.atomic.AtomicBoolean;

/** Shows every token as a square of its grey level, and reads the level of such squares. */
final class GreyTokenizer implements ImageTokenizer {
  private static final int SIDE = 8;
  private static final int CHANNELS = 3;

  private final int levels;
  private final AtomicBoolean closed = new AtomicBoolean();

  GreyTokenizer(int levels) {
    this.levels = levels;
  }

  @Override
  public int codebookSize() {
    return levels;
  }

  @Override
  public int downsampling() {
    return SIDE;
  }

  @Override
  public PixelImage decode(Grid grid, int[] tokens) {
    requireOpen();
    if (grid.frames() != 1 || tokens.length != grid.cells()) {
      throw new InvalidInputException(tokens.length + " tokens are not one image of grid " + grid);
    }
    int width = grid.columns() * SIDE;
    int height = grid.rows() * SIDE;
    float[] planes = new float[CHANNELS * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float grey = grey(tokens[y / SIDE * grid.columns() + x / SIDE]);
        for (int channel = 0; channel < CHANNELS; channel++) {
          planes[(channel * height + y) * width + x] = grey;
        }
      }
    }
    return new PixelImage(width, height, planes);
  }

  @Override
  public Encoded encode(PixelImage image) {
    requireOpen();
    if (image.width() % SIDE != 0 || image.height() % SIDE != 0) {
      throw new InvalidInputException(
          image.width() + " x " + image.height() + " pixels: sides must be multiples of " + SIDE);
    }
    Grid grid = Grid.of(image.height() / SIDE, image.width() / SIDE);
    int[] tokens = new int[grid.cells()];
    for (int cell = 0; cell < tokens.length; cell++) {
      int y = cell / grid.columns() * SIDE;
      int x = cell % grid.columns() * SIDE;
      tokens[cell] = level(image.value(0, y, x));
    }
    return new Encoded(grid, tokens);
  }

  private float grey(int token) {
    if (token < 0 || token >= levels) {
      throw new InvalidInputException("token " + token + " is not in 0 ... " + (levels - 1));
    }
    return 2f * token / (levels - 1) - 1;
  }

  private int level(float grey) {
    int level = Math.round((grey + 1) / 2 * (levels - 1));
    return Math.max(0, Math.min(levels - 1, level));
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the tokenizer is closed");
    }
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
