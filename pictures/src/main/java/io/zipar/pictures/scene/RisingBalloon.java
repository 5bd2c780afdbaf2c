/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A striped balloon that rises from hills. */
public final class RisingBalloon implements MovingScene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random, int frame) {
    Color sky = Shade.hsb(Shade.between(random, 0.5, 0.6), 0.35, 1);
    drawing.rectangle(sky, 0, 0, Drawing.SIDE, Drawing.SIDE);
    Color hill = Shade.hsb(Shade.between(random, 0.2, 0.38), 0.6, 0.7);
    drawing.fill(hill, Ridge.rolling(random, 80, 5).below());
    double x = 24 + STEP * random.nextInt(7);
    double y = 64 - STEP * frame;
    double hue = random.nextDouble();
    drawing.disc(Shade.hsb(hue, 0.85, 0.9), x, y, 14);
    drawing.ellipse(Shade.hsb(hue + 0.4, 0.7, 1), x, y, 6, 14, 0);
    drawing.rectangle(new Color(110, 70, 40), x - 4, y + 17, 8, 7);
  }
}
