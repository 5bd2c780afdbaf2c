/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static BufferedImage plain(int width, int height, Color color) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, color.getRGB());
      }
    }
    return picture;
  }

  @Test
  void layoutLeavesNoOverlap() {
    SheetLayout layout = new SheetLayout(100, 20, 64, 48, 2, 3);
    assertEquals(12 + 100 + 12 + 3 * (64 + 12), layout.width());
    assertEquals(12 + 20 + 2 * (48 + 12), layout.height());
    assertEquals(layout.x(0) + 64 + 12, layout.x(1));
    assertEquals(layout.y(0) + 48 + 12, layout.y(1));
    assertEquals(layout.width(), layout.x(3));
    assertEquals(layout.height(), layout.y(2));
  }

  @Test
  void smallPicturesAreEnlargedByWholeFactors() {
    assertEquals(16, SheetLayout.enlargement(16, 8));
    assertEquals(1, SheetLayout.enlargement(256, 256));
    assertEquals(1, SheetLayout.enlargement(384, 384));
    assertEquals(2, SheetLayout.enlargement(100, 128));
  }

  @Test
  void picturesStandInTheirCells() {
    List<SheetRow> rows =
        List.of(
            new SheetRow(
                "ntp",
                List.of("576 passes"),
                List.of(plain(300, 200, Color.RED), plain(300, 200, Color.GREEN))),
            new SheetRow(
                "zipar:window=16",
                List.of("400 passes"),
                List.of(plain(300, 200, Color.BLUE), plain(300, 200, Color.BLACK))));
    BufferedImage sheet = new ContactSheet(List.of("class 1", "class 2"), rows).paint();
    int right = sheet.getWidth() - 12 - 1;
    int bottom = sheet.getHeight() - 12 - 1;
    assertEquals(Color.BLACK.getRGB(), sheet.getRGB(right, bottom));
    assertEquals(Color.BLUE.getRGB(), sheet.getRGB(right - 300 - 12, bottom));
    assertEquals(Color.GREEN.getRGB(), sheet.getRGB(right, bottom - 200 - 12));
    assertEquals(Color.RED.getRGB(), sheet.getRGB(right - 300 - 12, bottom - 200 - 12));
    assertEquals(Color.WHITE.getRGB(), sheet.getRGB(sheet.getWidth() - 1, 0));
    assertTrue(hasInk(sheet, right - 2 * 300 - 2 * 12 - 11));
  }

  private static boolean hasInk(BufferedImage sheet, int width) {
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        if (new Color(sheet.getRGB(x, y)).getRed() < 100) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void rowsMustBeFull() {
    assertThrows(IllegalArgumentException.class, () -> new ContactSheet(List.of(), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ContactSheet(
                List.of("a", "b"),
                List.of(new SheetRow("r", List.of(), List.of(plain(1, 1, Color.RED))))));
  }
}
