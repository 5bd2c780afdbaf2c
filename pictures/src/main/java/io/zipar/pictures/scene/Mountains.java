/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.awt.geom.Area;
import java.util.SplittableRandom;

/** Snow-capped peaks behind darker ridges, by day. */
public final class Mountains implements Scene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    double hue = Shade.between(random, 0.5, 0.62);
    Color sky = Shade.hsb(hue, Shade.between(random, 0.25, 0.6), 0.95);
    drawing.band(sky, Shade.mix(sky, Color.WHITE, 0.7), 0, Drawing.SIDE);
    for (int i = random.nextInt(3); i > 0; i--) {
      drawing.cloud(
          Color.WHITE,
          Shade.between(random, 10, 86),
          Shade.between(random, 8, 20),
          Shade.between(random, 4, 6));
    }
    Color rock = Shade.hsb(Shade.between(random, 0.55, 0.72), 0.28, 0.55);
    int peaks = 2 + random.nextInt(2);
    for (int i = 0; i < peaks; i++) {
      double slot = (double) Drawing.SIDE / peaks;
      double x = slot * (i + Shade.between(random, 0.25, 0.75));
      peak(drawing, random, rock, x, Shade.between(random, 18, 38));
    }
    Color near = Shade.hsb(Shade.between(random, 0.25, 0.45), 0.45, 0.42);
    double level = Shade.between(random, 66, 72);
    drawing.fill(Shade.mix(rock, near, 0.6), Ridge.jagged(random, level, 5).below());
    drawing.fill(near, Ridge.rolling(random, level + 14, 4).below());
  }

  private static void peak(
      Drawing drawing, SplittableRandom random, Color rock, double x, double top) {
    double half = Shade.between(random, 30, 42);
    double foot = 84;
    drawing.polygon(rock, x - half, foot, x, top, x + half, foot);
    double turn = Shade.between(random, -4, 4);
    drawing.polygon(Shade.mix(rock, Color.BLACK, 0.3), x, top, x + half, foot, x + turn, foot);
    double depth = Shade.between(random, 10, 16);
    double line = top + depth;
    double reach = half * depth / (foot - top);
    Area snow =
        new Area(
            Drawing.outline(
                x,
                top,
                x + reach,
                line,
                x + reach / 2,
                line - 3,
                x,
                line + 4,
                x - reach / 2,
                line - 3,
                x - reach,
                line));
    drawing.fill(Color.WHITE, snow);
  }
}
