/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import java.io.IOException;

/**
 * The size that the header of a picture states, held against what its file can hold before any
 * memory is taken for pixels.
 *
 * @param width pixels in a row
 * @param height number of rows
 */
record PictureSize(int width, int height) {
  static final long MOST_PIXELS = 1L << 25;

  /** Few files of pictures are smaller than this many pixels would be worth. */
  private static final long FREE_PIXELS = 1L << 22;

  private static final long PIXELS_FOR_A_BYTE = 32;

  /**
   * Refuses what is no picture, or one that unpacks to far more than its file.
   *
   * @param bytes of the file
   */
  void check(long bytes) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException("its header states " + width + " x " + height + " pixels");
    }
    long pixels = (long) width * height;
    long most = Math.min(MOST_PIXELS, FREE_PIXELS + PIXELS_FOR_A_BYTE * bytes);
    if (pixels > most) {
      throw new IOException(
          "its header states "
              + width
              + " x "
              + height
              + " pixels; a file of "
              + bytes
              + " bytes is read up to "
              + most
              + " pixels");
    }
  }
}
