/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.models.network.RotaryTable;

/** Rotates queries and keys by the angles of their slots. */
final class Rotation {
  private Rotation() {}

  /**
   * Rotates one head in place.
   *
   * @param table the angles
   * @param slot whose angles
   * @param head the elements
   * @param from index of the first
   * @param scale multiplied in
   */
  static void apply(RotaryTable table, int slot, float[] head, int from, float scale) {
    int pairs = table.pairs();
    boolean adjacent = table.pairing() == RotaryTable.Pairing.ADJACENT;
    int step = adjacent ? 2 : 1;
    int distance = adjacent ? 1 : pairs;
    for (int pair = 0; pair < pairs; pair++) {
      float cosine = table.cosines()[slot * pairs + pair];
      float sine = table.sines()[slot * pairs + pair];
      int first = from + pair * step;
      float a = head[first];
      float b = head[first + distance];
      head[first] = (a * cosine - b * sine) * scale;
      head[first + distance] = (a * sine + b * cosine) * scale;
    }
  }
}
