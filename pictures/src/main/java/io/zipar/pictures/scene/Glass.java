/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** Stained glass: cells of strong colour between lines of lead. */
public final class Glass implements Scene {
  private static final double LEAD = 3.4;
  private static final Color DARK = new Color(24, 20, 28);

  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    int across = 4 + random.nextInt(2);
    int count = across * across;
    double pitch = (double) Drawing.SIDE / across;
    double[] xs = new double[count];
    double[] ys = new double[count];
    Color[] colours = new Color[count];
    double base = random.nextDouble();
    double spread = Shade.between(random, 0.2, 0.6);
    for (int i = 0; i < count; i++) {
      xs[i] = pitch * (i % across + Shade.between(random, 0.12, 0.88));
      ys[i] = pitch * (i / across + Shade.between(random, 0.12, 0.88));
      double hue = base + spread * random.nextDouble();
      colours[i] = Shade.hsb(hue, 0.85, Shade.between(random, 0.55, 1));
    }
    drawing.shade((x, y) -> colour(x, y, xs, ys, colours));
  }

  private static Color colour(double x, double y, double[] xs, double[] ys, Color[] colours) {
    int nearest = 0;
    double best = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    for (int i = 0; i < xs.length; i++) {
      double distance = Math.hypot(x - xs[i], y - ys[i]);
      if (distance < best) {
        second = best;
        best = distance;
        nearest = i;
      } else {
        second = Math.min(second, distance);
      }
    }
    Color glass =
        Shade.mix(Shade.mix(colours[nearest], Color.WHITE, 0.3), colours[nearest], best / 12);
    return Shade.mix(DARK, glass, second - best - LEAD + 1);
  }
}
