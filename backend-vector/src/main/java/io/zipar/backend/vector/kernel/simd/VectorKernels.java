/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import io.zipar.backend.vector.kernel.Kernels;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import java.util.Arrays;

/** Kernels on the Vector API. The class must not be loaded where that module is absent. */
public final class VectorKernels implements Kernels {
  /** A slice of a panel that stays in the first cache while all groups of columns pass: 16 KiB. */
  private static final int SLICE_STEPS = 256;

  /** With 512 bits a pair has two vectors only; then groups are wide always. */
  private static final boolean NARROW = Lanes.PER_PAIR >= 4;

  /** Creates the kernels. */
  public VectorKernels() {}

  @Override
  public String describe() {
    return "Vector API, " + Lanes.FLOAT.vectorBitSize() + " bits";
  }

  @Override
  public Columns columns() {
    return new Columns(NARROW ? 1 : Columns.GROUP);
  }

  @Override
  public void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride) {
    clear(columns, target, fromPair * Matrix.PAIR, toPair * Matrix.PAIR, stride);
    int panelStride = matrix.steps() * Matrix.PANEL;
    for (int pair = fromPair; pair < toPair; pair++) {
      int base = pair * 2 * panelStride;
      int to = pair * Matrix.PAIR;
      switch (matrix.precision()) {
        case FLOAT32 ->
            float32(
                matrix.floats(), base, panelStride, matrix.steps(), columns, target, to, stride);
        case BFLOAT16 -> bfloat16(matrix, base, columns, target, to, stride);
        case INT8 -> int8(matrix, pair, columns, target, stride);
        default -> throw new IllegalArgumentException("precision " + matrix.precision());
      }
    }
  }

  @Override
  public void product(
      float[] panels,
      int from,
      int panelStride,
      int pairs,
      int steps,
      Columns columns,
      float[] target,
      int stride) {
    clear(columns, target, 0, pairs * Matrix.PAIR, stride);
    for (int pair = 0; pair < pairs; pair++) {
      int base = from + pair * 2 * panelStride;
      float32(panels, base, panelStride, steps, columns, target, pair * Matrix.PAIR, stride);
    }
  }

  private static void clear(Columns columns, float[] target, int from, int to, int stride) {
    for (int column = 0; column < columns.groups() * columns.width(); column++) {
      Arrays.fill(target, column * stride + from, column * stride + to, 0f);
    }
  }

  /** Steps of a slice: one column group passes over the weights once, so they need no slices. */
  private static int slice(Columns columns, int steps) {
    return columns.groups() == 1 ? steps : SLICE_STEPS;
  }

  private static void float32(
      float[] w, int base, int ps, int steps, Columns columns, float[] y, int y0, int ys) {
    float[] x = columns.values();
    int width = columns.width();
    int tile = width == Columns.GROUP ? 2 : 4;
    int slice = slice(columns, steps);
    for (int vector = 0; vector < Lanes.PER_PAIR; vector += tile) {
      int b0 = base + Lanes.offset(vector, ps);
      int b1 = base + Lanes.offset(vector + 1, ps);
      int yv = y0 + vector * Lanes.COUNT;
      for (int step = 0; step < steps; step += slice) {
        int n = Math.min(slice, steps - step);
        int at = step * Matrix.PANEL;
        int xs = step * width;
        if (tile == 2) {
          for (int group = 0; group < columns.groups(); group++) {
            int yg = yv + group * width * ys;
            Float32Tiles.twoByFour(w, b0 + at, b1 + at, n, x, columns.base(group) + xs, y, yg, ys);
          }
          continue;
        }
        int b2 = base + Lanes.offset(vector + 2, ps) + at;
        if (width == 1) {
          Float32Tiles.fourByOne(w, b0 + at, b2, n, x, xs, y, yv, ys);
        } else {
          Float32Tiles.fourByTwo(w, b0 + at, b2, n, x, xs, y, yv, ys);
        }
      }
    }
  }

  private static void bfloat16(
      Matrix matrix, int base, Columns columns, float[] y, int y0, int ys) {
    int[] w = matrix.words();
    int steps = matrix.steps();
    int ps = steps * Matrix.PANEL;
    float[] x = columns.values();
    int width = columns.width();
    int tile = width == Columns.GROUP ? 2 : 4;
    for (int vector = 0; vector < Lanes.PER_PAIR; vector += tile) {
      int b0 = base + Lanes.offset(vector, ps);
      int b1 = base + Lanes.offset(vector + 1, ps);
      int yv = y0 + vector * Lanes.COUNT;
      for (int step = 0; step < steps; step += Matrix.BLOCK_STEPS) {
        int n = Math.min(Matrix.BLOCK_STEPS, steps - step);
        int at = step * Matrix.PANEL;
        int xs = 2 * step * width;
        if (tile == 2) {
          for (int group = 0; group < columns.groups(); group++) {
            int yg = yv + group * width * ys;
            Bfloat16Tiles.twoByFour(w, b0 + at, b1 + at, n, x, columns.base(group) + xs, y, yg, ys);
          }
          continue;
        }
        int b2 = base + Lanes.offset(vector + 2, ps) + at;
        if (width == 1) {
          Bfloat16Tiles.fourByOne(w, b0 + at, b2, n, x, xs, y, yv, ys);
        } else {
          Bfloat16Tiles.fourByTwo(w, b0 + at, b2, n, x, xs, y, yv, ys);
        }
      }
    }
  }

  private static void int8(Matrix matrix, int pair, Columns columns, float[] y, int ys) {
    int[] w = matrix.words();
    float[] s = matrix.scales();
    int steps = matrix.steps();
    int ps = steps * Matrix.PANEL;
    int ss = matrix.blocks() * Matrix.PANEL;
    int base = pair * 2 * ps;
    int scales = pair * 2 * ss;
    float[] x = columns.values();
    int width = columns.width();
    int tile = width == Columns.GROUP ? 2 : 4;
    for (int vector = 0; vector < Lanes.PER_PAIR; vector += tile) {
      int b0 = base + Lanes.offset(vector, ps);
      int b1 = base + Lanes.offset(vector + 1, ps);
      int q0 = scales + Lanes.offset(vector, ss);
      int q1 = scales + Lanes.offset(vector + 1, ss);
      int yv = pair * Matrix.PAIR + vector * Lanes.COUNT;
      for (int step = 0; step < steps; step += Matrix.BLOCK_STEPS) {
        int n = Math.min(Matrix.BLOCK_STEPS, steps - step);
        int at = step * Matrix.PANEL;
        int qat = step / Matrix.BLOCK_STEPS * Matrix.PANEL;
        int xs = 4 * step * width;
        if (tile == 2) {
          for (int group = 0; group < columns.groups(); group++) {
            int yg = yv + group * width * ys;
            int xg = columns.base(group) + xs;
            Int8Tiles.twoByFour(w, b0 + at, b1 + at, n, x, xg, s, q0 + qat, q1 + qat, y, yg, ys);
          }
          continue;
        }
        int b2 = base + Lanes.offset(vector + 2, ps) + at;
        int q2 = scales + Lanes.offset(vector + 2, ss) + qat;
        int q3 = scales + Lanes.offset(vector + 3, ss) + qat;
        if (width == 1) {
          Int8Tiles.fourByOne(w, b0 + at, b2, n, x, xs, s, q0 + qat, q1 + qat, q2, q3, y, yv, ys);
        } else {
          Int8Tiles.fourByTwo(w, b0 + at, b2, n, x, xs, s, q0 + qat, q1 + qat, q2, q3, y, yv, ys);
        }
      }
    }
  }

  @Override
  public void convolve(ConvolutionStrip strip) {
    ConvolutionTile.run(strip);
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
