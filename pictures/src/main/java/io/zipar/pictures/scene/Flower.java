/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** One big blossom with stem and leaves before a pastel ground. */
public final class Flower implements Scene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    Color ground = Shade.hsb(random.nextDouble(), Shade.between(random, 0.12, 0.28), 0.97);
    drawing.band(Color.WHITE, ground, 0, Drawing.SIDE);
    double x = Shade.between(random, 42, 54);
    double y = Shade.between(random, 32, 42);
    double foot = Shade.between(random, 42, 54);
    Color green = Shade.hsb(Shade.between(random, 0.25, 0.38), 0.7, 0.6);
    drawing.polygon(green, x - 2, y, x + 2, y, foot + 2.5, Drawing.SIDE, foot - 2.5, Drawing.SIDE);
    double leaf = Shade.between(random, 68, 80);
    drawing.ellipse(green, foot - 13, leaf, 13, 5, 0.5);
    drawing.ellipse(Shade.mix(green, Color.WHITE, 0.15), foot + 13, leaf - 5, 13, 5, -0.5);
    int petals = 5 + random.nextInt(5);
    double hue = Shade.pick(random, 0.0, 0.08, 0.14, 0.62, 0.75, 0.85, 0.93);
    Color petal = Shade.hsb(hue, Shade.between(random, 0.6, 0.9), 0.95);
    double turn = Shade.between(random, 0, 2 * Math.PI);
    double reach = Shade.between(random, 15, 19);
    double breadth = Math.min(12, 2.9 * reach / petals);
    for (int i = 0; i < petals; i++) {
      double angle = turn + 2 * Math.PI * i / petals;
      double px = x + reach * Math.cos(angle);
      double py = y + reach * Math.sin(angle);
      drawing.ellipse(Shade.mix(petal, Color.BLACK, 0.25), px, py, 13, breadth + 1.2, angle);
      drawing.ellipse(petal, px, py, 12, breadth, angle);
    }
    Color heart = Shade.hsb(hue > 0.1 && hue < 0.2 ? 0.07 : 0.14, 0.85, 0.95);
    drawing.disc(Shade.mix(heart, Color.BLACK, 0.4), x, y, 9.5);
    drawing.disc(heart, x, y, 8);
  }
}
