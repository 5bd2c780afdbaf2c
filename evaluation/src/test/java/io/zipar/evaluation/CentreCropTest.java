/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void foldersAreListedInOrderAndBrokenFilesNamed(@TempDir Path folder) throws IOException {
    BufferedImage red = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    red.setRGB(0, 0, 0xff0000);
    Files.createDirectories(folder.resolve("b"));
    ImageIO.write(red, "png", folder.resolve("b").resolve("1.PNG").toFile());
    Path broken = Files.writeString(folder.resolve("a.jpg"), "x", StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("notes.txt"), "x", StandardCharsets.UTF_8);
    List<Path> files = PictureFolder.list(folder).files();
    assertEquals(List.of(broken, folder.resolve("b").resolve("1.PNG")), files);
    assertArrayEquals(
        new float[] {1, -1, -1, -1, -1, -1}, PictureFolder.read(files.get(1)).planes());
    String message =
        assertThrows(InvalidInputException.class, () -> PictureFolder.read(broken)).getMessage();
    assertTrue(message.startsWith(broken + ": "), message);
    assertThrows(
        InvalidInputException.class, () -> PictureFolder.list(folder.resolve("notes.txt")));
  }
}
