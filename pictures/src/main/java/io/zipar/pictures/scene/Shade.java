/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** Colours. */
final class Shade {
  private Shade() {}

  /** Hue in turns, saturation and brightness in 0 ... 1. */
  static Color hsb(double hue, double saturation, double brightness) {
    return Color.getHSBColor((float) hue, clamp(saturation), clamp(brightness));
  }

  /** From a to b as t goes from 0 to 1. */
  static Color mix(Color a, Color b, double t) {
    return new Color(
        channel(a.getRed(), b.getRed(), t),
        channel(a.getGreen(), b.getGreen(), t),
        channel(a.getBlue(), b.getBlue(), t));
  }

  static Color faint(Color color, double opacity) {
    return new Color(
        color.getRed(), color.getGreen(), color.getBlue(), Math.round(255 * clamp(opacity)));
  }

  /** Between low and high. */
  static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  @SafeVarargs
  static <T> T pick(SplittableRandom random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static int channel(int a, int b, double t) {
    return (int) Math.rint(a + (b - a) * clamp(t));
  }

  private static float clamp(double value) {
    return (float) Math.max(0, Math.min(1, value));
  }
}
