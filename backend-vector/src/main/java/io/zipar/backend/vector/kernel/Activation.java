/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.weights.Matrix;

/** The activation SiLU, x sigmoid(x) = x / (1 + exp(-x)), on its own and as a gate. */
public final class Activation {
  private static final int PANEL = Matrix.PANEL;

  private Activation() {}

  /**
   * Replaces x by its SiLU.
   *
   * @param kernels compute the exponentials
   * @param values where they stand
   * @param from index of the first
   * @param count a multiple of {@link Matrix#PANEL}
   * @param scratch room for {@code count} values
   */
  public static void silu(Kernels kernels, float[] values, int from, int count, float[] scratch) {
    System.arraycopy(values, from, scratch, 0, count);
    kernels.exp(scratch, 0, count, -1f, 0f);
    for (int i = 0; i < count; i++) {
      values[from + i] /= scratch[i] + 1f;
    }
  }

  /**
   * Computes SiLU(gate) x up where both stand in alternating panels.
   *
   * @param kernels compute the exponentials
   * @param gateUp a panel of gates, a panel of ups, and so on
   * @param from index of the first gate
   * @param pairs number of pairs of panels
   * @param hidden receives one panel per pair
   * @param to index of the first result
   */
  public static void gate(
      Kernels kernels, float[] gateUp, int from, int pairs, float[] hidden, int to) {
    for (int pair = 0; pair < pairs; pair++) {
      System.arraycopy(gateUp, from + pair * Matrix.PAIR, hidden, to + pair * PANEL, PANEL);
    }
    kernels.exp(hidden, to, pairs * PANEL, -1f, 0f);
    for (int pair = 0; pair < pairs; pair++) {
      int gate = from + pair * Matrix.PAIR;
      int target = to + pair * PANEL;
      for (int i = 0; i < PANEL; i++) {
        hidden[target + i] =
            gateUp[gate + i] / (hidden[target + i] + 1f) * gateUp[gate + PANEL + i];
      }
    }
  }
}
