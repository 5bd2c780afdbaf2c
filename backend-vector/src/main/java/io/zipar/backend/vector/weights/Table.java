/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import io.zipar.models.tensor.HalfPrecision;
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

  /** Takes the values of a tensor of as many rows and columns. */
  void read(Tensor tensor) {
    if (floats.length > 0) {
      tensor.read(0, FloatBuffer.wrap(floats));
      return;
    }
    float[] row = new float[width];
    for (int i = 0; i < halves.length / width; i++) {
      tensor.read((long) i * width, FloatBuffer.wrap(row));
      setRow(i, row, 0);
    }
  }

  /** The memory itself, one array of it empty. */
  Object[] arrays() {
    return new Object[] {floats, halves};
  }

  /**
   * The memory that a table takes.
   *
   * @param dtype of the values, int8 meaning bfloat16
   * @param elements of the table
   * @return bytes
   */
  public static long bytes(Dtype dtype, long elements) {
    return elements * (dtype == Dtype.FLOAT32 ? Float.BYTES : Short.BYTES);
  }

  /**
   * A table whose rows are to be set.
   *
   * @param dtype of the values, int8 meaning bfloat16
   * @param rows number of rows
   * @param width of a row
   * @return a table of zeros
   */
  public static Table allocate(Dtype dtype, int rows, int width) {
    int length = Math.multiplyExact(rows, width);
    return dtype == Dtype.FLOAT32
        ? new Table(width, new float[length], new short[0])
        : new Table(width, new float[0], new short[length]);
  }

  /**
   * Sets a row.
   *
   * @param row its index
   * @param source where its values are
   * @param from index of the first
   */
  public void setRow(int row, float[] source, int from) {
    int to = row * width;
    if (floats.length > 0) {
      System.arraycopy(source, from, floats, to, width);
      return;
    }
    for (int i = 0; i < width; i++) {
      halves[to + i] = HalfPrecision.bfloat16(source[from + i]);
    }
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
