/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** The sun over the sea, low enough to redden the sky, with its glitter on the water. */
public final class Sunset implements Scene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    double horizon = Shade.between(random, 48, 66);
    double hue = Shade.between(random, -0.04, 0.09);
    Color high = Shade.hsb(hue + Shade.between(random, 0.62, 0.85), 0.6, 0.45);
    Color low = Shade.hsb(hue + 0.04, 0.75, 1);
    drawing.band(high, low, 0, horizon);
    double x = Shade.between(random, 22, 74);
    double radius = Shade.between(random, 9, 15);
    double y = horizon - Shade.between(random, -0.2, 1.4) * radius;
    Color sun = Shade.hsb(hue + 0.1, Shade.between(random, 0.2, 0.6), 1);
    drawing.glow(sun, 0.8, x, y, 3 * radius);
    drawing.disc(sun, x, y, radius);
    for (int i = random.nextInt(4); i > 0; i--) {
      drawing.ellipse(
          Shade.faint(Shade.hsb(hue, 0.5, 0.6), 0.6),
          Shade.between(random, 5, 90),
          Shade.between(random, 6, horizon - 12),
          Shade.between(random, 14, 28),
          Shade.between(random, 1.5, 3),
          0);
    }
    Color near = Shade.mix(high, Color.BLACK, 0.45);
    drawing.band(Shade.mix(low, high, 0.6), near, horizon, Drawing.SIDE);
    glitter(drawing, random, sun, x, horizon, radius);
    if (random.nextInt(3) == 0) {
      boat(drawing, random, horizon, x);
    }
  }

  private static void glitter(
      Drawing drawing,
      SplittableRandom random,
      Color sun,
      double x,
      double horizon,
      double radius) {
    for (double y = horizon + 2; y < Drawing.SIDE; y += Shade.between(random, 4, 6)) {
      double far = (y - horizon) / (Drawing.SIDE - horizon);
      double half = radius * Shade.between(random, 0.6, 1.2) * (1 - 0.5 * far);
      double left = x - half + Shade.between(random, -3, 3);
      drawing.rectangle(Shade.faint(sun, 0.95 - 0.5 * far), left, y, 2 * half, 2.4);
    }
  }

  private static void boat(Drawing drawing, SplittableRandom random, double horizon, double sun) {
    double x = sun < 48 ? Shade.between(random, 66, 84) : Shade.between(random, 12, 30);
    double y = horizon + Shade.between(random, 5, 12);
    Color dark = new Color(30, 20, 35);
    drawing.polygon(dark, x - 8, y, x + 8, y, x + 5, y + 4, x - 5, y + 4);
    drawing.polygon(dark, x - 0.5, y - 1, x - 0.5, y - 16, x + 7, y - 1);
  }
}
