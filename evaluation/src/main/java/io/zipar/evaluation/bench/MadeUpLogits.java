/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.Noise;

/**
 * Logits of no model. Either every query gets the same, so that no draft is ever wrong, or each
 * gets those of its position and of the token that was fed before it, so that hardly one is right.
 */
final class MadeUpLogits {
  /** Few enough to be held, and prime so that no stride of a grid meets the same row again. */
  private static final int ROWS = 61;

  private final float[][] rows;

  private MadeUpLogits(int rows, int vocabulary) {
    this.rows = new float[rows][vocabulary];
    for (int row = 0; row < rows; row++) {
      for (int token = 0; token < vocabulary; token++) {
        this.rows[row][token] = (float) (2 * Noise.uniform(row, token));
      }
    }
  }

  static MadeUpLogits theSame(int vocabulary) {
    return new MadeUpLogits(1, vocabulary);
  }

  static MadeUpLogits differing(int vocabulary) {
    return new MadeUpLogits(ROWS, vocabulary);
  }

  /** The row of a query; nobody writes to it. */
  float[] row(int position, int tokenBefore) {
    return rows[Math.floorMod(31 * position + 17 * tokenBefore, rows.length)];
  }
}
