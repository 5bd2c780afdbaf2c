/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.Precision;
import java.util.Arrays;

/** Kernels on the Vector API. The class must not be loaded where that module is absent. */
public final class VectorKernels implements Kernels {
  /**
   * Steps of a slice, which stays in the second cache while all groups of columns pass; a multiple
   * of a block.
   */
  private static final int SLICE_STEPS = 1024;

  private static final int ROWS_OF_BANDS = AttentionTiles.BANDS * Lanes.COUNT;

  /** With 512 bits a pair has two vectors only; then groups are wide always. */
  private static final boolean NARROW = Lanes.PER_PAIR >= 4;

  /** Creates the kernels. */
  public VectorKernels() {}

  @Override
  public String describe() {
    return "Vector API, " + Lanes.FLOAT.vectorBitSize() + " bits";
  }

  @Override
  public int lanes() {
    return Lanes.COUNT;
  }

  @Override
  public Columns columns() {
    return new Columns(
        NARROW ? 1 : Columns.SMALL, Lanes.TWELVE_SUMS ? Columns.LARGE : Columns.SMALL);
  }

  @Override
  public void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride) {
    if (matrix.lanes() != Lanes.COUNT) {
      throw new IllegalArgumentException(
          "bands of " + matrix.lanes() + " rows for vectors of " + Lanes.COUNT + " lanes");
    }
    clear(columns, target, fromPair * Matrix.PAIR, toPair * Matrix.PAIR, stride);
    int rows = rowsOfTile(columns);
    for (int row = fromPair * Matrix.PAIR; row < toPair * Matrix.PAIR; row += rows) {
      int steps = matrix.steps();
      int base = matrix.index(row, 0);
      switch (matrix.precision()) {
        case FLOAT32 -> float32(matrix.floats(), base, steps, columns, target, row, stride);
        case BFLOAT16 -> bfloat16(matrix.words(), base, steps, columns, target, row, stride);
        case INT8 -> int8(matrix, row, columns, target, stride);
        default -> throw new IllegalArgumentException("precision " + matrix.precision());
      }
    }
  }

  @Override
  public int paddedRows(int rows) {
    return (rows + ROWS_OF_BANDS - 1) / ROWS_OF_BANDS * ROWS_OF_BANDS;
  }

  @Override
  public void product(
      float[] bands,
      int from,
      int bandStride,
      int rows,
      int steps,
      float[] inputs,
      int inputStride,
      int columns,
      float[] target,
      int stride) {
    // The bands of a tile are as far apart as possible: so each is the next piece of a long stream.
    int far = rows / AttentionTiles.BANDS;
    int stream = far / Lanes.COUNT * bandStride;
    for (int row = 0; row < far; row += Lanes.COUNT) {
      int p = from + row / Lanes.COUNT * bandStride;
      int column = 0;
      while (column < columns) {
        int x = column * inputStride;
        int y = column * stride + row;
        int width = widthOfTile(columns - column);
        switch (width) {
          case 1 -> AttentionTiles.fourByOne(bands, p, stream, steps, inputs, x, target, y, far);
          case 2 ->
              AttentionTiles.fourByTwo(
                  bands, p, stream, steps, inputs, x, inputStride, target, y, far, stride);
          default ->
              AttentionTiles.fourByThree(
                  bands, p, stream, steps, inputs, x, inputStride, target, y, far, stride);
        }
        column += width;
      }
    }
  }

  /** Threes, but rather two pairs than one and three. */
  private static int widthOfTile(int columns) {
    boolean three = Lanes.TWELVE_SUMS && (columns == 3 || columns > 4);
    return three ? 3 : Math.min(columns, 2);
  }

  private static void clear(Columns columns, float[] target, int from, int to, int stride) {
    for (int column = 0; column < columns.first(columns.groups()); column++) {
      Arrays.fill(target, column * stride + from, column * stride + to, 0f);
    }
  }

  private static int rowsOfTile(Columns columns) {
    return Lanes.COUNT * (columns.width(0) < Columns.SMALL ? 4 : 2);
  }

  /** A single group of columns passes over the weights once, so they need no slices. */
  private static int slice(Columns columns, int steps) {
    return columns.groups() == 1 ? steps : SLICE_STEPS;
  }

  private static void float32(
      float[] w, int base, int steps, Columns columns, float[] y, int row, int ys) {
    float[] x = columns.values();
    int band = steps * Lanes.COUNT;
    int slice = slice(columns, steps);
    for (int step = 0; step < steps; step += slice) {
      int n = Math.min(slice, steps - step);
      int p = base + step * Lanes.COUNT;
      for (int group = 0; group < columns.groups(); group++) {
        int width = columns.width(group);
        int xg = columns.base(group) + step * width;
        int yg = columns.first(group) * ys + row;
        switch (width) {
          case 1 -> Float32Tiles.fourByOne(w, p, band, n, x, xg, y, yg, ys);
          case 2 -> Float32Tiles.fourByTwo(w, p, band, n, x, xg, y, yg, ys);
          case Columns.SMALL -> Float32Tiles.twoByFour(w, p, band, n, x, xg, y, yg, ys);
          default -> Float32Tiles.twoBySix(w, p, band, n, x, xg, y, yg, ys);
        }
      }
    }
  }

  private static void bfloat16(
      int[] w, int base, int steps, Columns columns, float[] y, int row, int ys) {
    float[] x = columns.values();
    int band = steps * Lanes.COUNT;
    int slice = slice(columns, steps);
    for (int step = 0; step < steps; step += slice) {
      int n = Math.min(slice, steps - step);
      int p = base + step * Lanes.COUNT;
      for (int group = 0; group < columns.groups(); group++) {
        int width = columns.width(group);
        int xg = columns.base(group) + step * width * Precision.BFLOAT16.perWord();
        int yg = columns.first(group) * ys + row;
        switch (width) {
          case 1 -> Bfloat16Tiles.fourByOne(w, p, band, n, x, xg, y, yg, ys);
          case 2 -> Bfloat16Tiles.fourByTwo(w, p, band, n, x, xg, y, yg, ys);
          case Columns.SMALL -> Bfloat16Tiles.twoByFour(w, p, band, n, x, xg, y, yg, ys);
          default -> Bfloat16Tiles.twoBySix(w, p, band, n, x, xg, y, yg, ys);
        }
      }
    }
  }

  private static void int8(Matrix matrix, int row, Columns columns, float[] y, int ys) {
    int[] w = matrix.words();
    float[] s = matrix.scales();
    float[] x = columns.values();
    int steps = matrix.steps();
    int band = steps * Lanes.COUNT;
    int scales = matrix.blocks() * Lanes.COUNT;
    int slice = slice(columns, steps);
    for (int step = 0; step < steps; step += slice) {
      int n = Math.min(slice, steps - step);
      int p = matrix.index(row, step);
      int q = matrix.scaleIndex(row, step / Matrix.BLOCK_STEPS);
      for (int group = 0; group < columns.groups(); group++) {
        int width = columns.width(group);
        int xg = columns.base(group) + step * width * Precision.INT8.perWord();
        int yg = columns.first(group) * ys + row;
        switch (width) {
          case 1 -> Int8Tiles.fourByOne(w, p, band, n, x, xg, s, q, scales, y, yg, ys);
          case 2 -> Int8Tiles.fourByTwo(w, p, band, n, x, xg, s, q, scales, y, yg, ys);
          case Columns.SMALL -> Int8Tiles.twoByFour(w, p, band, n, x, xg, s, q, scales, y, yg, ys);
          default -> Int8Tiles.twoBySix(w, p, band, n, x, xg, s, q, scales, y, yg, ys);
        }
      }
    }
  }

  @Override
  public void convolve(ConvolutionStrip strip) {
    ConvolutionTile.run(strip);
  }

  @Override
  public void add(float[] target, int to, float[] source, int from, int count) {
    VectorMath.add(target, to, source, from, count);
  }

  @Override
  public float greatest(float[] values, int from, int count) {
    return VectorMath.greatest(values, from, count);
  }

  @Override
  public void exp(float[] values, int from, int count, float factor, float offset) {
    VectorMath.exp(values, from, count, factor, offset);
  }
}
