/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A city at night: lit windows under the moon. */
public final class Skyline implements Scene {
  private static final int WINDOW = 3;
  private static final int PITCH = 6;

  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    double hue = Shade.between(random, 0.58, 0.8);
    drawing.band(Shade.hsb(hue, 0.8, 0.16), Shade.hsb(hue + 0.06, 0.6, 0.5), 0, Drawing.SIDE);
    double moon = Shade.between(random, 14, 82);
    double height = Shade.between(random, 12, 20);
    double radius = Shade.between(random, 6, 9);
    Color light = Shade.hsb(0.14, 0.2, 1);
    drawing.glow(light, 0.5, moon, height, 2.2 * radius);
    drawing.disc(light, moon, height, radius);
    Color lit = Shade.hsb(Shade.between(random, 0.09, 0.16), 0.65, 1);
    double x = -Shade.between(random, 0, 8);
    while (x < Drawing.SIDE) {
      int windows = 2 + random.nextInt(3);
      double width = windows * PITCH + 3;
      double top = Shade.between(random, 28, 66);
      house(
          drawing,
          random,
          lit,
          Shade.hsb(hue, 0.45, Shade.between(random, 0.1, 0.22)),
          x,
          top,
          windows);
      x += width + (random.nextInt(3) == 0 ? 3 : 0);
    }
  }

  private static void house(
      Drawing drawing,
      SplittableRandom random,
      Color lit,
      Color wall,
      double x,
      double top,
      int windows) {
    double width = windows * PITCH + 3;
    drawing.rectangle(wall, x, top, width, Drawing.SIDE - top);
    if (random.nextInt(4) == 0) {
      drawing.polygon(wall, x, top, x + width / 2, top - 10, x + width, top);
    }
    for (double y = top + 4; y < Drawing.SIDE - WINDOW; y += PITCH) {
      for (int i = 0; i < windows; i++) {
        boolean on = random.nextInt(5) < 3;
        Color pane = on ? lit : Shade.mix(wall, lit, 0.12);
        drawing.rectangle(pane, x + 3 + i * PITCH, y, WINDOW, WINDOW);
      }
    }
  }
}
