/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A star with a tail that falls across a night sky. */
public final class FallingStar implements MovingScene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random, int frame) {
    Color sky = Shade.hsb(Shade.between(random, 0.6, 0.78), 0.7, 0.22);
    drawing.rectangle(sky, 0, 0, Drawing.SIDE, Drawing.SIDE);
    for (int i = 4 + random.nextInt(4); i > 0; i--) {
      double x = 4 + STEP * random.nextInt(12);
      drawing.disc(Color.WHITE, x, 4 + STEP * random.nextInt(9), 1.6);
    }
    boolean right = random.nextBoolean();
    double way = right ? STEP : -STEP;
    double x = (right ? 16 : 56) + STEP * random.nextInt(4) + way * frame;
    double y = 16 + STEP * random.nextInt(3) + STEP * frame;
    Color light = Shade.hsb(Shade.between(random, 0.08, 0.18), 0.5, 1);
    double back = Math.signum(way);
    drawing.polygon(
        Shade.mix(light, sky, 0.5),
        x - 26 * back,
        y - 26,
        x + 3 * back,
        y - 4,
        x - 4 * back,
        y + 3);
    drawing.disc(light, x, y, 6);
  }
}
