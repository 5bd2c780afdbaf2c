/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.models.network.RotaryTable;
import java.nio.FloatBuffer;

/**
 * Lays out the factors that rotate the columns of a pass: x cos + swap(x) sin, where swap exchanges
 * the two elements of each pair and the sine of the first is negative.
 *
 * <p>Both factors carry headWidth^(-1/4). Queries and keys are multiplied by it alike, which makes
 * the 1/sqrt(headWidth) of attention without an operation of its own.
 */
final class RotaryFactors {
  private RotaryFactors() {}

  /**
   * Writes the factors of a pass.
   *
   * @param plan the pass
   * @param pairing how the elements of a head pair up
   * @param cosines receives head width x columns values, elements in the order of a head
   * @param sines likewise
   */
  static void fill(
      PassPlan plan, RotaryTable.Pairing pairing, FloatBuffer cosines, FloatBuffer sines) {
    int columns = plan.columns();
    for (int column = 0; column < columns; column++) {
      if (plan.isPadding(column)) {
        continue;
      }
      RotaryTable table = plan.rotary(column);
      int pairs = table.pairs();
      float scale = (float) Math.pow(2.0 * pairs, -0.25);
      for (int pair = 0; pair < pairs; pair++) {
        int entry = plan.places()[column] * pairs + pair;
        int first = pairing == RotaryTable.Pairing.ADJACENT ? 2 * pair : pair;
        int second = pairing == RotaryTable.Pairing.ADJACENT ? 2 * pair + 1 : pair + pairs;
        float cosine = scale * table.cosines()[entry];
        float sine = scale * table.sines()[entry];
        cosines.put(first * columns + column, cosine).put(second * columns + column, cosine);
        sines.put(first * columns + column, -sine).put(second * columns + column, sine);
      }
    }
  }
}
