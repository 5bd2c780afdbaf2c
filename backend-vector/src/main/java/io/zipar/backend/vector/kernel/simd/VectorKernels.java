/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Layout;
import io.zipar.backend.vector.weights.Matrix;
import java.util.Arrays;

/** Kernels on the Vector API. The class must not be loaded where that module is absent. */
public final class VectorKernels implements Kernels {
  /**
   * Steps of a slice, which stays in the second cache while all groups of columns pass; a multiple
   * of a block.
   */
  private static final int SLICE_STEPS = 1024;

  /** Rows of a slice: those of the tallest tile. */
  private static final int ROWS_OF_SLICE = Math.min(4 * Lanes.COUNT, Matrix.PAIR);

  private static final Layout BANDS = new Layout(Lanes.COUNT, 1);

  private static final int ROWS_OF_BANDS = AttentionTiles.BANDS * Lanes.COUNT;

  /** Creates the kernels. */
  public VectorKernels() {}

  @Override
  public String describe() {
    int wide = Lanes.FLOAT.vectorBitSize();
    int slim = Lanes.SLIM_FLOAT.vectorBitSize();
    String few = slim < wide ? " (one or two tokens: " + slim + ")" : "";
    return "Vector API, " + wide + " bits" + few;
  }

  @Override
  public Layout layout(Dtype dtype) {
    boolean streamed = Lanes.FENCED && dtype == Dtype.FLOAT32;
    return streamed ? StreamTiles.LAYOUT : BANDS;
  }

  @Override
  public Layout bands() {
    return BANDS;
  }

  @Override
  public Columns columns() {
    return new Columns(
        Lanes.FOUR_SLIM_FIT ? 1 : Columns.SMALL, Lanes.TWELVE_SUMS ? Columns.LARGE : Columns.SMALL);
  }

  @Override
  public void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride) {
    if (!matrix.layout().equals(layout(matrix.dtype()))) {
      throw new IllegalArgumentException(
          matrix.layout() + " where it is to be " + layout(matrix.dtype()));
    }
    clear(columns, target, fromPair * Matrix.PAIR, toPair * Matrix.PAIR, stride);
    // A single group of columns passes over the weights once, so they need no slices.
    int slice = columns.groups() == 1 ? matrix.steps() : SLICE_STEPS;
    for (int row = fromPair * Matrix.PAIR; row < toPair * Matrix.PAIR; row += ROWS_OF_SLICE) {
      for (int step = 0; step < matrix.steps(); step += slice) {
        int steps = Math.min(slice, matrix.steps() - step);
        for (int group = 0; group < columns.groups(); group++) {
          int rows = rowsOfTile(columns.width(group));
          for (int first = row; first < row + ROWS_OF_SLICE; first += rows) {
            tile(matrix, first, step, steps, columns, group, target, stride);
          }
        }
      }
    }
  }

  private static void tile(
      Matrix matrix, int row, int step, int steps, Columns columns, int group, float[] y, int ys) {
    float[] x = columns.values();
    int width = columns.width(group);
    int x0 = columns.base(group) + step * matrix.dtype().perWord() * width;
    int y0 = columns.first(group) * ys + row;
    int p = matrix.index(row, step);
    int lanes = lanesOfTile(width);
    int next = matrix.index(row + lanes, step) - p;
    int half = matrix.index(row + 2 * lanes, step) - p;
    switch (matrix.dtype()) {
      case FLOAT32 -> {
        float[] w = matrix.floats();
        if (matrix.layout().streams() == 1) {
          Float32Tiles.add(width, w, p, next, half, steps, x, x0, y, y0, ys);
        } else {
          StreamTiles.add(width, w, p, half, matrix.stream(), steps, x, x0, y, y0, ys);
        }
      }
      case BFLOAT16 ->
          Bfloat16Tiles.add(width, matrix.words(), p, next, half, steps, x, x0, y, y0, ys);
      case INT8 -> {
        int block = step / Matrix.BLOCK_STEPS;
        int q = matrix.scaleIndex(row, block);
        int nextScales = matrix.scaleIndex(row + lanes, block) - q;
        int halfScales = matrix.scaleIndex(row + 2 * lanes, block) - q;
        int[] w = matrix.words();
        float[] s = matrix.scales();
        Int8Tiles.add(
            width, w, p, next, half, steps, x, x0, s, q, nextScales, halfScales, y, y0, ys);
      }
      default -> throw new IllegalArgumentException("dtype " + matrix.dtype());
    }
  }

  @Override
  public int paddedRows(int rows) {
    return (rows + ROWS_OF_BANDS - 1) / ROWS_OF_BANDS * ROWS_OF_BANDS;
  }

  @Override
  public void product(
      Bands bands,
      int from,
      int bandStride,
      int rows,
      int steps,
      float[] inputs,
      int inputStride,
      int columns,
      float[] target,
      int stride) {
    int begin = 0;
    int end = Lanes.TWELVE_SUMS ? columns / AttentionTiles.WIDEST * AttentionTiles.WIDEST : 0;
    int bandsOfTile = 2;
    while (begin < columns) {
      // The bands of a tile are as far apart as possible: so each is the next piece of a long
      // stream.
      int far = rows / bandsOfTile;
      int stream = far / Lanes.COUNT * bandStride;
      for (int row = 0; row < far; row += Lanes.COUNT) {
        int p = from + row / Lanes.COUNT * bandStride;
        int column = begin;
        while (column < end) {
          int x = column * inputStride;
          int y = column * stride + row;
          int width = bandsOfTile == 2 ? AttentionTiles.WIDEST : Math.min(end - column, 2);
          if (bands.dtype() == Dtype.FLOAT32) {
            float[] w = bands.floats();
            AttentionTiles.set(
                width, w, p, stream, steps, inputs, x, inputStride, target, y, far, stride);
          } else {
            int[] w = bands.words();
            NarrowAttentionTiles.set(
                width, w, p, stream, steps, inputs, x, inputStride, target, y, far, stride);
          }
          column += width;
        }
      }
      begin = end;
      end = columns;
      bandsOfTile = AttentionTiles.BANDS;
    }
  }

  private static void clear(Columns columns, float[] target, int from, int to, int stride) {
    for (int column = 0; column < columns.first(columns.groups()); column++) {
      Arrays.fill(target, column * stride + from, column * stride + to, 0f);
    }
  }

  private static int rowsOfTile(int width) {
    return lanesOfTile(width) * (width < Columns.SMALL ? 4 : 2);
  }

  private static int lanesOfTile(int width) {
    return width < Columns.SMALL ? Lanes.SLIM_COUNT : Lanes.COUNT;
  }

  @Override
  public int convolutionChannels() {
    return Convolution.channels();
  }

  @Override
  public void convolve(ConvolutionStrip strip) {
    Convolution.run(strip, layout(Dtype.FLOAT32));
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
