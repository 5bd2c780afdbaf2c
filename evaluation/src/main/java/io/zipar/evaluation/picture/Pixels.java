/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.picture;

import io.zipar.PixelImage;
import java.util.Arrays;

/** Collects pixels as the planes of a picture. Not safe for several threads. */
final class Pixels {
  private static final int HALF = 128;
  private static final int MOST = 255;

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

  void fill(int red, int green, int blue) {
    Arrays.fill(planes, 0, plane, value(red));
    Arrays.fill(planes, plane, 2 * plane, value(green));
    Arrays.fill(planes, 2 * plane, 3 * plane, value(blue));
  }

  /** What so much ink leaves of light, each from 0 to 255, in Pillow's whole numbers. */
  static int light(int ink, int light) {
    int product = ink * light + HALF;
    return Math.max(0, Math.min(MOST, light - ((product >> Byte.SIZE) + product >> Byte.SIZE)));
  }

  private static float value(int sample) {
    return sample / 127.5f - 1f;
  }

  PixelImage picture() {
    return new PixelImage(width, height, planes);
  }
}
