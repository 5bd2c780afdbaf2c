/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;

/**
 * Scales a picture until it just covers a rectangle and cuts that from the middle. The filter is
 * bicubic (a = -0.5) and widened when it shrinks, as Pillow's is: one that is not blurs or aliases,
 * and moves a Frechet distance. Stateless.
 */
@ApiStatus.Experimental(since = "0.1")
public final class CentreCrop {
  private static final double SUPPORT = 2;
  private static final double SHARPNESS = -0.5;

  private CentreCrop() {}

  /**
   * Makes a square, as is usual before a Frechet inception distance.
   *
   * @param picture any picture
   * @param side wanted, at least 1
   * @return side x side pixels, clamped to [-1, 1]; the picture itself if it has that size
   */
  public static PixelImage of(PixelImage picture, int side) {
    return of(picture, side, side);
  }

  /**
   * Makes a rectangle.
   *
   * @param picture any picture
   * @param width wanted, at least 1
   * @param height wanted, at least 1
   * @return width x height pixels, clamped to [-1, 1]; the picture itself if it has that size
   */
  public static PixelImage of(PixelImage picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    double scale = Math.min((double) picture.width() / width, (double) picture.height() / height);
    Axis across = new Axis(picture.width(), (int) Math.round(picture.width() / scale), width);
    Axis down = new Axis(picture.height(), (int) Math.round(picture.height() / scale), height);
    float[] planes = new float[3 * width * height];
    float[] rows = new float[picture.height() * width];
    float[] source = picture.planes();
    for (int channel = 0; channel < 3; channel++) {
      int plane = channel * picture.width() * picture.height();
      for (int y = 0; y < picture.height(); y++) {
        for (int x = 0; x < width; x++) {
          rows[y * width + x] = across.sample(source, plane + y * picture.width(), 1, x);
        }
      }
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float value = down.sample(rows, x, width, y);
          planes[(channel * height + y) * width + x] = Math.max(-1, Math.min(1, value));
        }
      }
    }
    return new PixelImage(width, height, planes);
  }

  /** Which pixels, by which weights, make each pixel of the result in one dimension. */
  private static final class Axis {
    private final int[] first;
    private final float[][] weights;

    Axis(int from, int to, int side) {
      first = new int[side];
      weights = new float[side][];
      double scale = (double) from / to;
      double widening = Math.max(1, scale);
      int offset = (to - side) / 2;
      for (int i = 0; i < side; i++) {
        double centre = (offset + i + 0.5) * scale;
        int low = Math.max(0, (int) Math.round(centre - SUPPORT * widening));
        int high = Math.min(from, (int) Math.round(centre + SUPPORT * widening));
        first[i] = low;
        weights[i] = new float[high - low];
        double sum = 0;
        for (int j = low; j < high; j++) {
          sum += bicubic((j + 0.5 - centre) / widening);
        }
        for (int j = low; j < high; j++) {
          weights[i][j - low] = (float) (bicubic((j + 0.5 - centre) / widening) / sum);
        }
      }
    }

    float sample(float[] values, int start, int step, int index) {
      float sum = 0;
      for (int j = 0; j < weights[index].length; j++) {
        sum += weights[index][j] * values[start + (first[index] + j) * step];
      }
      return sum;
    }

    private static double bicubic(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
      }
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
    }
  }
}
