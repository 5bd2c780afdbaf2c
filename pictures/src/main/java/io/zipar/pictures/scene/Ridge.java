/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** A line of hills or mountains from the left edge to the right one. */
final class Ridge {
  private final double[] heights;

  private Ridge(double[] heights) {
    this.heights = heights;
  }

  /** Jagged: halves the line again and again, each middle moved by less. */
  static Ridge jagged(SplittableRandom random, double level, double roughness) {
    int pieces = 32;
    double[] heights = new double[pieces + 1];
    heights[0] = level + Shade.between(random, -roughness, roughness);
    heights[pieces] = level + Shade.between(random, -roughness, roughness);
    double move = roughness;
    for (int step = pieces; step > 1; step /= 2) {
      for (int i = step / 2; i < pieces; i += step) {
        double middle = (heights[i - step / 2] + heights[i + step / 2]) / 2;
        heights[i] = middle + Shade.between(random, -move, move);
      }
      move *= 0.55;
    }
    return new Ridge(heights);
  }

  /** Smooth: one wave or two. */
  static Ridge rolling(SplittableRandom random, double level, double amplitude) {
    double[] heights = new double[49];
    double waves = Shade.between(random, 0.7, 1.8);
    double phase = Shade.between(random, 0, 2 * Math.PI);
    for (int i = 0; i < heights.length; i++) {
      heights[i] =
          level + amplitude * Math.sin(phase + 2 * Math.PI * waves * i / (heights.length - 1));
    }
    return new Ridge(heights);
  }

  /** All below the line. */
  Path2D below() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, Drawing.SIDE);
    for (int i = 0; i < heights.length; i++) {
      path.lineTo((double) Drawing.SIDE * i / (heights.length - 1), heights[i]);
    }
    path.lineTo(Drawing.SIDE, Drawing.SIDE);
    path.closePath();
    return path;
  }
}
