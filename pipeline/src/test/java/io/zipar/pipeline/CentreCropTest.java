/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.zipar.PixelImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CentreCropTest {
  private static PixelImage picture(int width, int height) {
    float[] planes = new float[3 * width * height];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = i % width / (float) width;
    }
    return new PixelImage(width, height, planes);
  }

  @Test
  void aPictureOfTheSizeIsLeftAsItIs() {
    PixelImage picture = picture(8, 8);
    assertSame(picture, CentreCrop.of(picture, 8));
  }

  @Test
  void theMiddleOfTheLongerSideIsKept() {
    PixelImage cut = CentreCrop.of(picture(12, 4), 4);
    float[] expected = {4 / 12f, 5 / 12f, 6 / 12f, 7 / 12f};
    assertArrayEquals(expected, Arrays.copyOf(cut.planes(), 4), 1e-6f);
  }

  @Test
  void flatPicturesStayFlatAtEverySize() {
    float[] planes = new float[3 * 7 * 5];
    Arrays.fill(planes, 0.25f);
    for (int side : new int[] {1, 3, 5, 16}) {
      for (float value : CentreCrop.of(new PixelImage(7, 5, planes), side).planes()) {
        assertEquals(0.25f, value, 1e-6f);
      }
    }
  }

  /** Stripes of one pixel: without a widened filter one phase of them would be picked. */
  @Test
  void fineStripesBecomeGreyWhenShrunk() {
    float[] planes = new float[3 * 64 * 64];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = i % 2 == 0 ? 1 : -1;
    }
    PixelImage small = CentreCrop.of(new PixelImage(64, 64, planes), 16);
    for (int x = 2; x < 14; x++) {
      assertEquals(0, small.planes()[8 * 16 + x], 0.02f);
    }
  }

  @Test
  void aRectangleIsCoveredAndCutFromTheMiddle() {
    PixelImage cut = CentreCrop.of(picture(12, 8), 6, 2);
    assertEquals(6, cut.width());
    assertEquals(2, cut.height());
    float[] wide = Arrays.copyOf(CentreCrop.of(picture(12, 4), 6, 2).planes(), 6);
    assertArrayEquals(wide, Arrays.copyOf(cut.planes(), 6), 1e-6f);
    float[] tall = Arrays.copyOf(CentreCrop.of(picture(12, 4), 4, 4).planes(), 4);
    assertArrayEquals(new float[] {4 / 12f, 5 / 12f, 6 / 12f, 7 / 12f}, tall, 1e-6f);
  }
}
