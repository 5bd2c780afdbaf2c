/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A striped hot-air balloon over hills. */
public final class Balloon implements Scene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    Color sky = Shade.hsb(Shade.between(random, 0.5, 0.62), Shade.between(random, 0.35, 0.7), 1);
    drawing.band(sky, Shade.mix(sky, Color.WHITE, 0.75), 0, Drawing.SIDE);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      drawing.cloud(
          Color.WHITE,
          Shade.between(random, 5, 90),
          Shade.between(random, 12, 62),
          Shade.between(random, 4, 7));
    }
    Color hill = Shade.hsb(Shade.between(random, 0.2, 0.38), 0.55, 0.75);
    drawing.fill(Shade.mix(hill, sky, 0.35), Ridge.rolling(random, 80, 4).below());
    drawing.fill(hill, Ridge.rolling(random, 87, 4).below());
    double x = Shade.between(random, 34, 62);
    double radius = Shade.between(random, 19, 25);
    double y = radius + Shade.between(random, 5, 12);
    double hue = random.nextDouble();
    Color first = Shade.hsb(hue, 0.85, 0.95);
    Color second =
        Shade.pick(
            random, Color.WHITE, Shade.hsb(hue + 0.15, 0.7, 1), Shade.hsb(hue + 0.5, 0.6, 0.9));
    double foot = y + 1.55 * radius;
    basket(drawing, x, radius, y, foot);
    int stripes = 5 + 2 * random.nextInt(2);
    drawing.shade((px, py) -> envelope(px - x, py - y, radius, stripes, first, second));
  }

  private static void basket(Drawing drawing, double x, double radius, double y, double foot) {
    Color wood = new Color(120, 80, 45);
    double neck = 0.32 * radius;
    double top = y + 1.2 * radius;
    drawing.polygon(wood, x - neck, top, x - neck + 1.2, top, x - 4, foot, x - 5.2, foot);
    drawing.polygon(wood, x + neck - 1.2, top, x + neck, top, x + 5.2, foot, x + 4, foot);
    drawing.rectangle(wood, x - 5.5, foot, 11, 8);
    drawing.rectangle(Shade.mix(wood, Color.WHITE, 0.3), x - 5.5, foot, 11, 2.5);
  }

  /** A ball above, a cone below; stripes narrow towards the rim as on a ball. */
  private static Color envelope(
      double dx, double dy, double radius, int stripes, Color first, Color second) {
    double half;
    if (dy <= 0.4 * radius) {
      half = Math.sqrt(Math.max(0, radius * radius - dy * dy));
    } else if (dy <= 1.25 * radius) {
      double from = Math.sqrt(1 - 0.16) * radius;
      half = from + (0.3 * radius - from) * (dy - 0.4 * radius) / (0.85 * radius);
    } else {
      return null;
    }
    if (half == 0 || Math.abs(dx) > half) {
      return null;
    }
    double turn = Math.asin(dx / half) / Math.PI + 0.5;
    boolean odd = (int) Math.floor(turn * stripes) % 2 == 0;
    return Shade.mix(odd ? first : second, Color.BLACK, 0.28 * Math.max(0, dx / radius));
  }
}
