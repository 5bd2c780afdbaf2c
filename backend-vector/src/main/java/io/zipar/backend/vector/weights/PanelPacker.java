/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import io.zipar.models.tensor.HalfPrecision;

/** Puts rows of float32 values into the panels of a {@link Matrix}. */
public final class PanelPacker {
  private static final int HALF = 16;
  private static final int BYTE = 8;
  private static final float GREATEST = 127f;
  private static final float SCALE_UNIT = 0x1p-24f;

  private PanelPacker() {}

  /**
   * Fills one panel; several threads may fill different panels.
   *
   * @param matrix what to fill
   * @param panel index of the panel
   * @param rows {@code PANEL x inputs} values, row by row
   */
  public static void pack(Matrix matrix, int panel, float[] rows) {
    switch (matrix.dtype()) {
      case FLOAT32 -> packFloat32(matrix, panel, rows);
      case BFLOAT16 -> packBfloat16(matrix, panel, rows);
      case INT8 -> packInt8(matrix, panel, rows);
      default -> throw new IllegalArgumentException("dtype " + matrix.dtype());
    }
  }

  private static void packFloat32(Matrix matrix, int panel, float[] rows) {
    // A start packs all weights before this is compiled well: the inner loop calls nothing.
    float[] floats = matrix.floats();
    int inputs = matrix.inputs();
    int band = matrix.layout().rows();
    for (int first = 0; first < Matrix.PANEL; first += band) {
      for (int i = 0; i < inputs; i++) {
        int to = matrix.index(panel * Matrix.PANEL + first, i);
        int from = first * inputs + i;
        for (int row = 0; row < band; row++, from += inputs) {
          floats[to + row] = rows[from];
        }
      }
    }
  }

  private static void packBfloat16(Matrix matrix, int panel, float[] rows) {
    int inputs = matrix.inputs();
    for (int row = 0; row < Matrix.PANEL; row++) {
      for (int lower = 0; lower < inputs; lower += 2) {
        int from = row * inputs + lower;
        int upper = lower + 1 < inputs ? HalfPrecision.bfloat16(rows[from + 1]) << HALF : 0;
        int to = matrix.index(panel * Matrix.PANEL + row, lower / 2);
        matrix.words()[to] = Short.toUnsignedInt(HalfPrecision.bfloat16(rows[from])) | upper;
      }
    }
  }

  private static void packInt8(Matrix matrix, int panel, float[] rows) {
    for (int row = 0; row < Matrix.PANEL; row++) {
      for (int block = 0; block < matrix.blocks(); block++) {
        packBlock(matrix, panel, row, block, rows);
      }
    }
  }

  private static void packBlock(Matrix matrix, int panel, int row, int block, float[] rows) {
    int perWord = Dtype.INT8.perWord();
    int fromStep = block * Matrix.BLOCK_STEPS;
    int toStep = Math.min(matrix.steps(), fromStep + Matrix.BLOCK_STEPS);
    int first = row * matrix.inputs();
    int end = first + Math.min(matrix.inputs(), toStep * perWord);
    float greatest = 0;
    for (int i = first + fromStep * perWord; i < end; i++) {
      greatest = Math.max(greatest, Math.abs(rows[i]));
    }
    if (greatest == 0) {
      return;
    }
    float scale = greatest / GREATEST;
    int target = panel * Matrix.PANEL + row;
    matrix.scales()[matrix.scaleIndex(target, block)] = scale * SCALE_UNIT;
    for (int step = fromStep; step < toStep; step++) {
      int word = 0;
      for (int part = 0; part < perWord; part++) {
        int i = first + step * perWord + part;
        double wanted = i < end ? rows[i] / scale : 0;
        double below = (word & 0xffffffffL) / (double) (1L << BYTE * part);
        word |= ((int) Math.floor(wanted - below + 0.5) & 0xff) << BYTE * part;
      }
      matrix.words()[matrix.index(target, step)] = word;
    }
  }
}
