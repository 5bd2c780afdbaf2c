/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** The sun that sinks into the sea. */
public final class SinkingSun implements MovingScene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random, int frame) {
    double hue = Shade.between(random, -0.03, 0.08);
    Color sky = Shade.hsb(hue + 0.02, 0.65, 0.85);
    drawing.rectangle(sky, 0, 0, Drawing.SIDE, Drawing.SIDE);
    double x = 24 + STEP * random.nextInt(7);
    double y = 24 + STEP * frame;
    double radius = Shade.between(random, 10, 13);
    drawing.disc(Shade.hsb(hue + 0.1, 0.35, 1), x, y, radius);
    Color sea = Shade.mix(sky, Color.BLACK, 0.55);
    drawing.rectangle(sea, 0, 64, Drawing.SIDE, 32);
  }
}
