/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A house with roof, door and windows in its garden. */
public final class House implements Scene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    Color sky = Shade.hsb(Shade.between(random, 0.5, 0.6), Shade.between(random, 0.3, 0.6), 1);
    drawing.band(sky, Shade.mix(sky, Color.WHITE, 0.6), 0, Drawing.SIDE);
    double sun = random.nextInt(2) == 0 ? 12 : 84;
    drawing.disc(Shade.hsb(0.14, 0.6, 1), sun, 13, Shade.between(random, 6, 9));
    Color grass =
        Shade.hsb(Shade.between(random, 0.22, 0.36), 0.65, Shade.between(random, 0.55, 0.8));
    double ground = Shade.between(random, 70, 76);
    drawing.band(grass, Shade.mix(grass, Color.BLACK, 0.2), ground, Drawing.SIDE);
    double half = Shade.between(random, 22, 28);
    double x = Shade.between(random, 40, 56);
    if (random.nextInt(2) == 0) {
      tree(drawing, random, x > 48 ? x - half - 9 : x + half + 9, ground + 3);
    }
    double eaves = Shade.between(random, 40, 48);
    double foot = ground + Shade.between(random, 5, 9);
    Color roof =
        Shade.hsb(Shade.pick(random, 0.0, 0.03, 0.6, 0.07), 0.7, Shade.between(random, 0.45, 0.75));
    double chimney = x + half * Shade.pick(random, -0.55, 0.5);
    drawing.rectangle(Shade.mix(roof, Color.BLACK, 0.35), chimney, eaves - 18, 6, 16);
    Color wall = Shade.hsb(Shade.between(random, 0, 0.17), Shade.between(random, 0.08, 0.45), 0.98);
    drawing.rectangle(wall, x - half, eaves, 2 * half, foot - eaves);
    double top = eaves - Shade.between(random, 18, 24);
    drawing.polygon(roof, x - half - 5, eaves, x, top, x + half + 5, eaves);
    details(drawing, random, x, half, eaves, foot);
  }

  private static void details(
      Drawing drawing, SplittableRandom random, double x, double half, double eaves, double foot) {
    Color door = Shade.hsb(random.nextDouble(), 0.7, 0.5);
    double middle = x + half * Shade.pick(random, -0.55, 0.0, 0.55);
    drawing.rectangle(door, middle - 5, foot - 18, 10, 18);
    Color frame = Color.WHITE;
    Color pane = Shade.hsb(Shade.pick(random, 0.55, 0.14), 0.5, 0.85);
    for (double place : new double[] {-0.55, 0.0, 0.55}) {
      double wx = x + half * place;
      if (Math.abs(wx - middle) > 2) {
        drawing.rectangle(frame, wx - 6, eaves + 6, 12, 12);
        drawing.rectangle(pane, wx - 4.5, eaves + 7.5, 4, 9);
        drawing.rectangle(pane, wx + 0.5, eaves + 7.5, 4, 9);
      }
    }
  }

  private static void tree(Drawing drawing, SplittableRandom random, double x, double foot) {
    drawing.rectangle(new Color(110, 75, 45), x - 2, foot - 20, 4, 22);
    Color leaves = Shade.hsb(Shade.between(random, 0.2, 0.4), 0.7, 0.5);
    drawing.disc(leaves, x, foot - 26, Shade.between(random, 9, 12));
  }
}
