/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/**
 * An embedding table, of which a pass reads a few rows. Kept in float32 beside float32 matrices, in
 * bfloat16 beside others. Immutable, safe for several threads.
 */
public final class Table {
  private static final int HALF = 16;

  private final int width;
  private final float[] floats;
  private final short[] halves;

  private Table(int width, float[] floats, short[] halves) {
    this.width = width;
    this.floats = floats;
    this.halves = halves;
  }

  /**
   * Loads a table.
   *
   * @param precision of the matrices it stands beside
   * @param tensor rows x width
   * @return the table
   * @throws ArithmeticException if it exceeds the length of a Java array
   */
  public static Table load(Precision precision, Tensor tensor) {
    int rows = Math.toIntExact(tensor.shape().dimension(0));
    int width = Math.toIntExact(tensor.shape().dimension(1));
    int length = Math.toIntExact(tensor.shape().elements());
    if (precision == Precision.FLOAT32) {
      float[] values = new float[length];
      tensor.read(0, FloatBuffer.wrap(values));
      return new Table(width, values, new short[0]);
    }
    short[] halves = new short[length];
    float[] row = new float[width];
    for (int i = 0; i < rows; i++) {
      tensor.read((long) i * width, FloatBuffer.wrap(row));
      for (int j = 0; j < width; j++) {
        halves[i * width + j] = (short) PanelPacker.bfloat16(row[j]);
      }
    }
    return new Table(width, new float[0], halves);
  }

  /**
   * Copies a row.
   *
   * @param row its index
   * @param target receives width values
   * @param to index of the first in the target
   */
  public void copyRow(int row, float[] target, int to) {
    int from = row * width;
    if (floats.length > 0) {
      System.arraycopy(floats, from, target, to, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      target[to + i] = Float.intBitsToFloat(halves[from + i] << HALF);
    }
  }
}
