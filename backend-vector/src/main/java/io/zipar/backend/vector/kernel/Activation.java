/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.weights.Matrix;

/**
 * An activation of the form x sigmoid(y) = x / (1 + exp(-y)), y being a function of x; on its own
 * and as a gate.
 */
public enum Activation {
  /** y = x. */
  SILU,
  /**
   * 0.5 x (1 + tanh(z)) with z = sqrt(2/pi) (x + 0.044715 x^3), which is x sigmoid(2 z): the GELU
   * of those who approximate it.
   */
  GELU;

  private static final int PANEL = Matrix.PANEL;
  private static final float GELU_SCALE = (float) (2 * Math.sqrt(2 / Math.PI));
  private static final float GELU_CUBE = 0.044715f;

  /**
   * Replaces x by its activation.
   *
   * @param kernels compute the exponentials
   * @param values where they stand
   * @param from index of the first
   * @param count a multiple of {@link Matrix#PANEL}
   * @param scratch room for {@code count} values
   */
  public void apply(Kernels kernels, float[] values, int from, int count, float[] scratch) {
    System.arraycopy(values, from, scratch, 0, count);
    exponentials(kernels, scratch, 0, count);
    for (int i = 0; i < count; i++) {
      values[from + i] /= scratch[i] + 1f;
    }
  }

  /**
   * Computes activation(gate) x up where both stand in alternating panels.
   *
   * @param kernels compute the exponentials
   * @param gateUp a panel of gates, a panel of ups, and so on
   * @param from index of the first gate
   * @param pairs number of pairs of panels
   * @param hidden receives one panel per pair
   * @param to index of the first result
   */
  public void gate(Kernels kernels, float[] gateUp, int from, int pairs, float[] hidden, int to) {
    for (int pair = 0; pair < pairs; pair++) {
      System.arraycopy(gateUp, from + pair * Matrix.PAIR, hidden, to + pair * PANEL, PANEL);
    }
    exponentials(kernels, hidden, to, pairs * PANEL);
    for (int pair = 0; pair < pairs; pair++) {
      int gate = from + pair * Matrix.PAIR;
      int target = to + pair * PANEL;
      for (int i = 0; i < PANEL; i++) {
        hidden[target + i] =
            gateUp[gate + i] / (hidden[target + i] + 1f) * gateUp[gate + PANEL + i];
      }
    }
  }

  /** Replaces x by exp(-y). */
  private void exponentials(Kernels kernels, float[] values, int from, int count) {
    if (this == GELU) {
      for (int i = from; i < from + count; i++) {
        float x = values[i];
        values[i] = GELU_SCALE * (x + GELU_CUBE * x * x * x);
      }
    }
    kernels.exp(values, from, count, -1f, 0f);
  }
}
