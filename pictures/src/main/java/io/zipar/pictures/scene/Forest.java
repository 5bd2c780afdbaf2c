/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** Rows of conifers that come out of the mist. */
public final class Forest implements Scene {
  private static final int ROWS = 3;

  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    Color mist =
        Shade.hsb(Shade.between(random, 0.08, 0.6), Shade.between(random, 0.05, 0.3), 0.95);
    Color tree =
        Shade.hsb(Shade.between(random, 0.3, 0.45), 0.65, Shade.between(random, 0.25, 0.4));
    drawing.band(Shade.mix(mist, Shade.hsb(0.58, 0.4, 0.9), 0.5), mist, 0, 60);
    Color ground = Shade.hsb(Shade.between(random, 0.14, 0.3), 0.5, 0.5);
    drawing.band(mist, ground, 56, Drawing.SIDE);
    for (int row = 0; row < ROWS; row++) {
      double near = (row + 1.0) / ROWS;
      Color color = Shade.mix(mist, tree, 0.25 + 0.75 * near * near);
      double foot = 60 + 11 * row + Shade.between(random, -2, 2);
      double width = 8 + 7 * near + Shade.between(random, -1, 1);
      double x = Shade.between(random, -width, 0);
      while (x < Drawing.SIDE + width) {
        conifer(drawing, color, x, foot, width * Shade.between(random, 0.85, 1.15));
        x += width * Shade.between(random, 1.1, 1.1 + 1.2 * near);
      }
    }
  }

  private static void conifer(Drawing drawing, Color color, double x, double foot, double width) {
    double height = 2.7 * width;
    drawing.rectangle(
        Shade.mix(color, new Color(70, 45, 30), 0.6),
        x - width / 9,
        foot,
        width / 4.5,
        width / 2.5);
    for (int tier = 0; tier < 3; tier++) {
      double half = width * (0.62 - 0.16 * tier);
      double bottom = foot - tier * height * 0.27;
      drawing.polygon(color, x - half, bottom, x, bottom - height * 0.48, x + half, bottom);
    }
  }
}
