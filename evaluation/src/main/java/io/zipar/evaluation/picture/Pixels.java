/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;

/** Collects pixels as the planes of a picture. Not safe for several threads. */
final class Pixels {
  private final int width;
  private final int height;
  private final int plane;
  private final float[] planes;

  Pixels(int width, int height) {
    this.width = width;
    this.height = height;
    this.plane = width * height;
    this.planes = new float[3 * plane];
  }

  void set(int x, int y, int red, int green, int blue) {
    int at = y * width + x;
    planes[at] = value(red);
    planes[plane + at] = value(green);
    planes[2 * plane + at] = value(blue);
  }

  private static float value(int sample) {
    return sample / 127.5f - 1f;
  }

  PixelImage picture() {
    return new PixelImage(width, height, planes);
  }
}
