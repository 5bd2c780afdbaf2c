/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.PixelImage;

/**
 * The bilinear filter of TensorFlow 1: corners of pixels are aligned at the top left and not their
 * centres, and no more than four pixels count, however much a picture shrinks. Computed in float32.
 */
final class CornerBilinear {
  private CornerBilinear() {}

  /** Stretches a whole picture; the picture itself if it has that size. */
  static PixelImage stretch(PixelImage picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    float across = (float) picture.width() / width;
    float down = (float) picture.height() / height;
    float[] planes = new float[3 * width * height];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < height; y++) {
        float row = y * down;
        int top = (int) row;
        int bottom = Math.min(top + 1, picture.height() - 1);
        for (int x = 0; x < width; x++) {
          float column = x * across;
          int left = (int) column;
          int right = Math.min(left + 1, picture.width() - 1);
          float share = column - left;
          float above =
              between(picture.value(channel, top, left), picture.value(channel, top, right), share);
          float below =
              between(
                  picture.value(channel, bottom, left),
                  picture.value(channel, bottom, right),
                  share);
          planes[(channel * height + y) * width + x] = between(above, below, row - top);
        }
      }
    }
    return new PixelImage(width, height, planes);
  }

  private static float between(float one, float other, float share) {
    return one + (other - one) * share;
  }
}
