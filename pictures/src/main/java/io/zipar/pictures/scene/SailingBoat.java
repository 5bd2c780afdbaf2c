/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A boat that sails across the sea. */
public final class SailingBoat implements MovingScene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random, int frame) {
    Color sky = Shade.hsb(Shade.between(random, 0.5, 0.6), Shade.between(random, 0.2, 0.4), 1);
    drawing.rectangle(sky, 0, 0, Drawing.SIDE, Drawing.SIDE);
    Color sea = Shade.hsb(Shade.between(random, 0.55, 0.65), 0.75, 0.6);
    drawing.rectangle(sea, 0, 60, Drawing.SIDE, 36);
    boolean right = random.nextBoolean();
    double way = right ? STEP : -STEP;
    double x = (right ? 16 : 56) + STEP * random.nextInt(4) + way * frame;
    Color sail = Shade.hsb(random.nextDouble(), 0.8, 0.95);
    drawing.polygon(new Color(90, 50, 30), x - 15, 58, x + 15, 58, x + 9, 68, x - 9, 68);
    drawing.polygon(sail, x - Math.signum(way) * 2, 55, x, 22, x + Math.signum(way) * 15, 55);
  }
}
