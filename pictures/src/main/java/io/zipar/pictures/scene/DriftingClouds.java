/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** Two clouds that drift over hills, both the same way. */
public final class DriftingClouds implements MovingScene {
  @Override
  public void draw(Drawing drawing, SplittableRandom random, int frame) {
    Color sky = Shade.hsb(Shade.between(random, 0.52, 0.6), 0.55, 0.95);
    drawing.rectangle(sky, 0, 0, Drawing.SIDE, Drawing.SIDE);
    double way = random.nextBoolean() ? STEP : -STEP;
    double start = way > 0 ? 8 : 48;
    for (int i = 0; i < 2; i++) {
      double x = start + STEP * random.nextInt(5) + way * frame;
      drawing.cloud(Color.WHITE, x, 20 + 24 * i, Shade.between(random, 7, 10));
    }
    Color hill = Shade.hsb(Shade.between(random, 0.2, 0.38), 0.6, 0.7);
    drawing.fill(hill, Ridge.rolling(random, 80, 5).below());
  }
}
