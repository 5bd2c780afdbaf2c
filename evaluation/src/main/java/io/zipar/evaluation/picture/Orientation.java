/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.io.IOException;

/** How a camera was held, as EXIF says it: which row and column of the file come first. */
final class Orientation {
  private static final int TAG = 0x112;
  private static final int UPRIGHT = 1;
  private static final int LAST = 8;

  private Orientation() {}

  /** What EXIF data say; upright where they say nothing, or nothing that can be understood. */
  static int of(byte[] bytes, int begin, int end) {
    try {
      return of(TiffDirectory.read(bytes, begin, end));
    } catch (IOException e) {
      return UPRIGHT;
    }
  }

  static int of(TiffDirectory directory) {
    long value = directory.value(TAG, UPRIGHT);
    return value >= UPRIGHT && value <= LAST ? (int) value : UPRIGHT;
  }

  /** The picture as it is to be seen. */
  static PixelImage upright(PixelImage picture, int orientation) {
    if (orientation == UPRIGHT) {
      return picture;
    }
    boolean swaps = orientation > 4;
    boolean mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean flipped = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int width = swaps ? picture.height() : picture.width();
    int height = swaps ? picture.width() : picture.height();
    float[] from = picture.planes();
    float[] to = new float[from.length];
    int plane = width * height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swaps ? y : x;
        int row = swaps ? x : y;
        column = mirrored ? picture.width() - 1 - column : column;
        row = flipped ? picture.height() - 1 - row : row;
        for (int channel = 0; channel < 3; channel++) {
          to[channel * plane + y * width + x] =
              from[channel * plane + row * picture.width() + column];
        }
      }
    }
    return new PixelImage(width, height, to);
  }
}
