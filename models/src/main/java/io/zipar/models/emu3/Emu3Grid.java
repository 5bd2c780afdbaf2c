/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.Grid;

/** The sizes in which Emu3-Gen paints: an area of pixels in any aspect ratio, 8 pixels a token. */
final class Emu3Grid {
  private static final int PIXELS = 8;

  private Emu3Grid() {}

  /**
   * The grid of an aspect ratio, rounded half to even as the authors do.
   *
   * @param area pixels of the image
   * @param width of the ratio
   * @param height of the ratio
   * @return at least one row and one column
   */
  static Grid of(int area, int width, int height) {
    double factor = Math.sqrt(area / ((double) width * height));
    return Grid.of(side(height * factor), side(width * factor));
  }

  private static int side(double pixels) {
    return (int) Math.max(1, Math.rint(pixels / PIXELS));
  }
}
