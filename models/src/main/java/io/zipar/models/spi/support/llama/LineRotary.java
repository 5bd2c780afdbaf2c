/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import io.zipar.models.network.RotaryTable;

/**
 * The rotary embedding of Llama as the Hugging Face library lays it out: the elements i and i + n/2
 * of a head of width n turn by the slot times base^(-2i/n), rounded to float32 as there.
 */
final class LineRotary {
  private LineRotary() {}

  static RotaryTable table(int slots, int headWidth, double base) {
    int pairs = headWidth / 2;
    float[] cosines = new float[Math.multiplyExact(slots, pairs)];
    float[] sines = new float[cosines.length];
    for (int pair = 0; pair < pairs; pair++) {
      float frequency = 1 / (float) Math.pow(base, (float) (2 * pair) / headWidth);
      for (int slot = 0; slot < slots; slot++) {
        float angle = slot * frequency;
        cosines[slot * pairs + pair] = (float) Math.cos(angle);
        sines[slot * pairs + pair] = (float) Math.sin(angle);
      }
    }
    return new RotaryTable(slots, pairs, RotaryTable.Pairing.HALVES, cosines, sines);
  }
}
