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
  /** A slice of two panels that stays in the first cache while all its tiles pass: 16 KiB. */
  private static final int SLICE_STEPS = 128;

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
      int base = matrix.base(2 * pair);
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

  // Tiles of two vectors take one of each panel. The first to pass brings the lines of both from
  // memory, and does so faster than one that needs every line twice: the processor looks ahead by
  // a number of instructions, and the fewer of them a line takes, the more lines are under way.

  /**
   * From a row to the one that is as far from the panel's end as it is from the beginning: where
   * both vectors of a tile lay alike in their lines, the first cache could not load both at once.
   */
  private static int opposite(int row) {
    return Matrix.PANEL - Lanes.COUNT - 2 * row;
  }

  private static void float32(
      float[] w, int base, int ps, int steps, Columns columns, float[] y, int y0, int ys) {
    float[] x = columns.values();
    int width = columns.width();
    if (width < Columns.GROUP) {
      for (int vector = 0; vector < Lanes.PER_PAIR; vector += 4) {
        int b0 = base + Lanes.offset(vector, ps);
        int b2 = base + Lanes.offset(vector + 2, ps);
        int yv = y0 + vector * Lanes.COUNT;
        if (width == 1) {
          Float32Tiles.fourByOne(w, b0, b2, steps, x, 0, y, yv, ys);
        } else {
          Float32Tiles.fourByTwo(w, b0, b2, steps, x, 0, y, yv, ys);
        }
      }
      return;
    }
    for (int step = 0; step < steps; step += SLICE_STEPS) {
      int n = Math.min(SLICE_STEPS, steps - step);
      for (int row = 0; row < Matrix.PANEL; row += Lanes.COUNT) {
        int b0 = base + step * Matrix.PANEL + row;
        int skew = opposite(row);
        for (int group = 0; group < columns.groups(); group++) {
          int yg = y0 + row + group * width * ys;
          int xg = columns.base(group) + step * width;
          Float32Tiles.twoByFour(
              w, b0, b0 + ps + skew, n, x, xg, y, yg, yg + Matrix.PANEL + skew, ys);
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
    for (int step = 0; step < steps; step += Matrix.BLOCK_STEPS) {
      int n = Math.min(Matrix.BLOCK_STEPS, steps - step);
      int xs = 2 * step * width;
      int at = base + step * Matrix.PANEL;
      if (width == Columns.GROUP) {
        for (int row = 0; row < Matrix.PANEL; row += Lanes.COUNT) {
          int b0 = at + row;
          int skew = opposite(row);
          for (int group = 0; group < columns.groups(); group++) {
            int yg = y0 + row + group * width * ys;
            int xg = columns.base(group) + xs;
            Bfloat16Tiles.twoByFour(
                w, b0, b0 + ps + skew, n, x, xg, y, yg, yg + Matrix.PANEL + skew, ys);
          }
        }
        continue;
      }
      for (int vector = 0; vector < Lanes.PER_PAIR; vector += 4) {
        int b0 = at + Lanes.offset(vector, ps);
        int b2 = at + Lanes.offset(vector + 2, ps);
        int yv = y0 + vector * Lanes.COUNT;
        if (width == 1) {
          Bfloat16Tiles.fourByOne(w, b0, b2, n, x, xs, y, yv, ys);
        } else {
          Bfloat16Tiles.fourByTwo(w, b0, b2, n, x, xs, y, yv, ys);
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
    float[] x = columns.values();
    int width = columns.width();
    for (int step = 0; step < steps; step += Matrix.BLOCK_STEPS) {
      int n = Math.min(Matrix.BLOCK_STEPS, steps - step);
      int at = matrix.base(2 * pair) + step * Matrix.PANEL;
      int qat = pair * 2 * ss + step / Matrix.BLOCK_STEPS * Matrix.PANEL;
      int xs = 4 * step * width;
      if (width == Columns.GROUP) {
        for (int row = 0; row < Matrix.PANEL; row += Lanes.COUNT) {
          int b0 = at + row;
          int q0 = qat + row;
          int skew = opposite(row);
          int b1 = b0 + ps + skew;
          int q1 = q0 + ss + skew;
          for (int group = 0; group < columns.groups(); group++) {
            int yg = pair * Matrix.PAIR + row + group * width * ys;
            int xg = columns.base(group) + xs;
            int y1 = yg + Matrix.PANEL + skew;
            Int8Tiles.twoByFour(w, b0, b1, n, x, xg, s, q0, q1, y, yg, y1, ys);
          }
        }
        continue;
      }
      for (int vector = 0; vector < Lanes.PER_PAIR; vector += 4) {
        int b0 = at + Lanes.offset(vector, ps);
        int b2 = at + Lanes.offset(vector + 2, ps);
        int q0 = qat + Lanes.offset(vector, ss);
        int q1 = qat + Lanes.offset(vector + 1, ss);
        int q2 = qat + Lanes.offset(vector + 2, ss);
        int q3 = qat + Lanes.offset(vector + 3, ss);
        int yv = pair * Matrix.PAIR + vector * Lanes.COUNT;
        if (width == 1) {
          Int8Tiles.fourByOne(w, b0, b2, n, x, xs, s, q0, q1, q2, q3, y, yv, ys);
        } else {
          Int8Tiles.fourByTwo(w, b0, b2, n, x, xs, s, q0, q1, q2, q3, y, yv, ys);
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
