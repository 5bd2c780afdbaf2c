/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.support;

import io.zipar.PixelImage;
import io.zipar.pictures.NumberedPictures;
import java.util.SplittableRandom;

/** Numbered pictures as batches of values. Stateless, safe for several threads. */
public final class PictureBatches {
  private PictureBatches() {}

  /**
   * Draws consecutive pictures, or a square out of each.
   *
   * @param first number of the first
   * @param count how many
   * @param side of the square; the whole picture's for all of it
   * @return count x 3 x side x side values
   */
  public static float[] planes(long first, int count, int side) {
    int values = 3 * side * side;
    float[] batch = new float[count * values];
    for (int i = 0; i < count; i++) {
      copySquare(NumberedPictures.picture(first + i), first + i, side, batch, i * values);
    }
    return batch;
  }

  private static void copySquare(
      PixelImage image, long number, int side, float[] target, int offset) {
    SplittableRandom random = new SplittableRandom(number);
    int left = random.nextInt(image.width() - side + 1);
    int top = random.nextInt(image.height() - side + 1);
    int next = offset;
    float[] planes = image.planes();
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < side; row++) {
        int from = (channel * image.height() + top + row) * image.width() + left;
        System.arraycopy(planes, from, target, next, side);
        next += side;
      }
    }
  }
}
