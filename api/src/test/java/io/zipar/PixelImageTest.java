/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Pixels and bytes. */
class PixelImageTest {
  /** 127.5 x + 128, clamped, truncated, as the authors' sampler does. */
  @Test
  void convertsToBytes() {
    PixelImage image = new PixelImage(2, 1, new float[] {-1f, 1f, 0f, -3f, 0.5f, 7f});
    assertArrayEquals(
        new byte[] {0, (byte) 128, (byte) 191, (byte) 255, 0, (byte) 255}, image.toRgb8());
  }

  @Test
  void bytesComeBack() {
    byte[] bytes = new byte[3 * 256];
    for (int i = 0; i < 256; i++) {
      bytes[3 * i] = (byte) i;
      bytes[3 * i + 1] = (byte) (255 - i);
    }
    byte[] back = PixelImage.ofRgb8(16, 16, bytes).toRgb8();
    for (int i = 0; i < bytes.length; i++) {
      assertEquals(bytes[i] & 0xff, back[i] & 0xff, 1);
    }
  }

  @Test
  void sizesMustFit() {
    assertThrows(IllegalArgumentException.class, () -> new PixelImage(2, 2, new float[11]));
    assertThrows(IllegalArgumentException.class, () -> PixelImage.ofRgb8(2, 2, new byte[11]));
  }
}
