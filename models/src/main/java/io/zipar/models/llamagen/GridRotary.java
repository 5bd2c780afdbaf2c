/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Grid;
import io.zipar.models.network.RotaryTable;

/**
 * LlamaGen's two-dimensional rotary embedding (section 2.2 of the paper): of the adjacent pairs of
 * a head the first half turns by the row, the second half by the column. The slots of the prefix
 * hold zeros, which is not the same as angle 0: queries and keys there become the zero vector.
 */
final class GridRotary {
  private GridRotary() {}

  static RotaryTable table(Grid grid, int prefixSlots, int headWidth, double base) {
    int pairs = headWidth / 2;
    int slots = prefixSlots + grid.cells();
    float[] frequencies = frequencies(headWidth, base);
    float[] cosines = new float[slots * pairs];
    float[] sines = new float[slots * pairs];
    int next = prefixSlots * pairs;
    for (int cell = 0; cell < grid.cells(); cell++) {
      // The frames of a video turn as those of one tall picture.
      int[] turns = {cell / grid.columns(), cell % grid.columns()};
      for (int turn : turns) {
        for (float frequency : frequencies) {
          // The angle is rounded to float32 as the authors' table is.
          float angle = turn * frequency;
          cosines[next] = (float) Math.cos(angle);
          sines[next] = (float) Math.sin(angle);
          next++;
        }
      }
    }
    return new RotaryTable(slots, pairs, RotaryTable.Pairing.ADJACENT, cosines, sines);
  }

  private static float[] frequencies(int headWidth, double base) {
    float[] frequencies = new float[headWidth / 4];
    for (int j = 0; j < frequencies.length; j++) {
      frequencies[j] = (float) Math.pow(base, -2.0 * j / (headWidth / 2));
    }
    return frequencies;
  }
}
