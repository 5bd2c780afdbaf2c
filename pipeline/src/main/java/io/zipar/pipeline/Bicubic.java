/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;

/**
 * Scales pictures by the bicubic filter (a = -0.5), widened where it shrinks them, as Pillow's is:
 * one that is not blurs or aliases, and moves a Frechet distance. Weights and sums are float64,
 * what is kept between the two directions and after them float32. Stateless.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Bicubic {
  private Bicubic() {}

  /**
   * Stretches a whole picture, whatever that does to its proportions.
   *
   * @param picture any picture
   * @param width wanted, at least 1
   * @param height wanted, at least 1
   * @return width x height pixels, not clamped: beside an edge they may leave the range of the
   *     picture; the picture itself if it has that size
   */
  public static PixelImage stretch(PixelImage picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    return scaled(
        picture,
        new Axis(picture.width(), width, width),
        new Axis(picture.height(), height, height));
  }

  static PixelImage scaled(PixelImage picture, Axis across, Axis down) {
    int width = across.side();
    int height = down.side();
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
          planes[(channel * height + y) * width + x] = down.sample(rows, x, width, y);
        }
      }
    }
    return new PixelImage(width, height, planes);
  }

  /** Which pixels, by which weights, make each pixel of the result in one dimension. */
  static final class Axis {
    private static final double SUPPORT = 2;
    private static final double SHARPNESS = -0.5;

    private final int[] first;
    private final double[][] weights;

    /** From so many pixels to others, of which a side is taken from the middle. */
    Axis(int from, int to, int side) {
      first = new int[side];
      weights = new double[side][];
      double scale = (double) from / to;
      double widening = Math.max(1, scale);
      int offset = (to - side) / 2;
      for (int i = 0; i < side; i++) {
        double centre = (offset + i + 0.5) * scale;
        int low = Math.max(0, (int) Math.round(centre - SUPPORT * widening));
        int high = Math.min(from, (int) Math.round(centre + SUPPORT * widening));
        first[i] = low;
        weights[i] = new double[high - low];
        double sum = 0;
        for (int j = low; j < high; j++) {
          weights[i][j - low] = bicubic((j + 0.5 - centre) / widening);
          sum += weights[i][j - low];
        }
        for (int j = 0; j < high - low; j++) {
          weights[i][j] /= sum;
        }
      }
    }

    int side() {
      return first.length;
    }

    float sample(float[] values, int start, int step, int index) {
      double sum = 0;
      for (int j = 0; j < weights[index].length; j++) {
        sum += weights[index][j] * values[start + (first[index] + j) * step];
      }
      return (float) sum;
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
