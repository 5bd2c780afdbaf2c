/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** A ball that bounces over the floor. */
public final class BouncingBall implements MovingScene {
  /** Of the ball above the floor, in steps, from frame to frame. */
  private static final int[] HEIGHTS = {0, 3, 4, 3};

  @Override
  public void draw(Drawing drawing, SplittableRandom random, int frame) {
    Color wall = Shade.hsb(random.nextDouble(), 0.18, 0.95);
    drawing.rectangle(wall, 0, 0, Drawing.SIDE, Drawing.SIDE);
    Color floor =
        Shade.hsb(Shade.between(random, 0.05, 0.1), 0.5, Shade.between(random, 0.45, 0.65));
    drawing.rectangle(floor, 0, 80, Drawing.SIDE, 16);
    boolean right = random.nextBoolean();
    double way = right ? STEP : -STEP;
    double x = (right ? 16 : 48) + STEP * random.nextInt(5) + way * frame;
    int phase = random.nextInt(HEIGHTS.length);
    double y = 68 - STEP * HEIGHTS[(frame + phase) % HEIGHTS.length];
    Color ball = Shade.hsb(random.nextDouble(), 0.9, 0.85);
    drawing.disc(ball, x, y, 12);
    drawing.disc(Shade.mix(ball, Color.WHITE, 0.6), x - 4, y - 4, 3);
  }
}
