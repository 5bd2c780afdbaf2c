/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A banded planet lit from one side before the stars, some with a ring. */
public final class Planet implements Scene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random) {
    drawing.band(
        Shade.hsb(Shade.between(random, 0.6, 0.85), 0.7, 0.1), Color.BLACK, 0, Drawing.SIDE);
    for (int i = 10 + random.nextInt(12); i > 0; i--) {
      drawing.disc(
          Color.WHITE,
          Shade.between(random, 0, Drawing.SIDE),
          Shade.between(random, 0, Drawing.SIDE),
          Shade.between(random, 0.7, 1.5));
    }
    double x = Shade.between(random, 42, 54);
    double y = Shade.between(random, 42, 54);
    double radius = Shade.between(random, 18, 30);
    boolean ringed = random.nextInt(2) == 0;
    if (ringed) {
      radius = Math.min(radius, 22);
    }
    double hue = random.nextDouble();
    double tilt = Shade.between(random, -0.6, 0.6);
    Ring ring = new Ring(x, y, tilt, 1.45 * radius, 2 * radius, Shade.hsb(hue + 0.08, 0.35, 0.85));
    drawing.shade((px, py) -> ringed ? ring.at(px, py) : null);
    Ball ball = ball(random, x, y, radius, hue, tilt);
    drawing.shade(ball::at);
    drawing.shade((px, py) -> ringed && ring.before(px, py) ? ring.at(px, py) : null);
  }

  private static Ball ball(
      SplittableRandom random, double x, double y, double radius, double hue, double tilt) {
    Color light = Shade.hsb(hue, Shade.between(random, 0.35, 0.7), 1);
    Color dark = Shade.hsb(hue + Shade.between(random, -0.1, 0.1), 0.8, 0.65);
    double angle = Shade.between(random, 0, 2 * Math.PI);
    double bands = Shade.between(random, 1.5, 3.5);
    return new Ball(x, y, radius, light, dark, tilt, bands, Math.cos(angle), Math.sin(angle));
  }

  private record Ball(
      double x,
      double y,
      double radius,
      Color light,
      Color dark,
      double tilt,
      double bands,
      double sunX,
      double sunY) {
    Color at(double px, double py) {
      double dx = (px - x) / radius;
      double dy = (py - y) / radius;
      double square = dx * dx + dy * dy;
      if (square > 1) {
        return null;
      }
      double along = dy * Math.cos(tilt) - dx * Math.sin(tilt);
      double wave = 0.5 + 0.5 * Math.sin(bands * Math.PI * along);
      double toViewer = Math.sqrt(1 - square);
      double sun = 0.75 * (dx * sunX + dy * sunY) + 0.66 * toViewer;
      return Shade.mix(Color.BLACK, Shade.mix(light, dark, wave), 0.12 + 1.1 * Math.max(0, sun));
    }
  }

  private record Ring(double x, double y, double tilt, double inner, double outer, Color color) {
    private static final double FLAT = 0.3;

    Color at(double px, double py) {
      double along = (px - x) * Math.cos(tilt) + (py - y) * Math.sin(tilt);
      double across = down(px, py) / FLAT;
      double distance = Math.hypot(along, across);
      return distance > inner && distance < outer ? color : null;
    }

    boolean before(double px, double py) {
      return down(px, py) > 0;
    }

    private double down(double px, double py) {
      return (py - y) * Math.cos(tilt) - (px - x) * Math.sin(tilt);
    }
  }
}
