/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
import static io.zipar.backend.vector.kernel.simd.Lanes.INT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.zipar.backend.vector.weights.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Products of bfloat16 weights: a few vectors of rows times a few columns, all sums in registers.
 * The methods are alike but for the numbers of both. Each adds to y over a run of steps: vector r
 * of the rows begins at p(r) in w and at y0 + r lanes in y, column c of y at c ys; x holds the
 * columns side by side from x0.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
 * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
 * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
 * marked for it, and vectors would become objects.
 */
final class Bfloat16Tiles {
  private static final int UPPER = 0xffff0000;

  private Bfloat16Tiles() {}

  /** Four vectors of rows, one column. */
  static void fourByOne(
      int[] w,
      int p0,
      int p1,
      int p2,
      int p3,
      int steps,
      float[] x,
      int x0,
      float[] y,
      int y0,
      int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT);
    for (int i = 0; i < steps; i++) {
      IntVector w0 = IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL);
      IntVector w1 = IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL);
      IntVector w2 = IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL);
      IntVector w3 = IntVector.fromArray(INT, w, p3 + i * Matrix.PANEL);
      FloatVector x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 2]);
      FloatVector x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 2 + 1]);
      FloatVector lower = w0.lanewise(LSHL, 16).reinterpretAsFloats();
      FloatVector upper = w0.and(UPPER).reinterpretAsFloats();
      a0 = upper.fma(x01, lower.fma(x00, a0));
      lower = w1.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w1.and(UPPER).reinterpretAsFloats();
      a1 = upper.fma(x01, lower.fma(x00, a1));
      lower = w2.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w2.and(UPPER).reinterpretAsFloats();
      a2 = upper.fma(x01, lower.fma(x00, a2));
      lower = w3.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w3.and(UPPER).reinterpretAsFloats();
      a3 = upper.fma(x01, lower.fma(x00, a3));
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
  }

  /** Four vectors of rows, two columns. */
  static void fourByTwo(
      int[] w,
      int p0,
      int p1,
      int p2,
      int p3,
      int steps,
      float[] x,
      int x0,
      float[] y,
      int y0,
      int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + ys);
    FloatVector b2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT + ys);
    FloatVector b3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT + ys);
    for (int i = 0; i < steps; i++) {
      IntVector w0 = IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL);
      IntVector w1 = IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL);
      IntVector w2 = IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL);
      IntVector w3 = IntVector.fromArray(INT, w, p3 + i * Matrix.PANEL);
      FloatVector x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
      FloatVector x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
      FloatVector x10 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
      FloatVector x11 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
      FloatVector lower = w0.lanewise(LSHL, 16).reinterpretAsFloats();
      FloatVector upper = w0.and(UPPER).reinterpretAsFloats();
      a0 = upper.fma(x01, lower.fma(x00, a0));
      b0 = upper.fma(x11, lower.fma(x10, b0));
      lower = w1.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w1.and(UPPER).reinterpretAsFloats();
      a1 = upper.fma(x01, lower.fma(x00, a1));
      b1 = upper.fma(x11, lower.fma(x10, b1));
      lower = w2.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w2.and(UPPER).reinterpretAsFloats();
      a2 = upper.fma(x01, lower.fma(x00, a2));
      b2 = upper.fma(x11, lower.fma(x10, b2));
      lower = w3.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w3.and(UPPER).reinterpretAsFloats();
      a3 = upper.fma(x01, lower.fma(x00, a3));
      b3 = upper.fma(x11, lower.fma(x10, b3));
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + COUNT + ys);
    b2.intoArray(y, y0 + 2 * COUNT + ys);
    b3.intoArray(y, y0 + 3 * COUNT + ys);
  }

  /** Two vectors of rows, four columns. */
  static void twoByFour(
      int[] w, int p0, int p1, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + ys);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + 2 * ys);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + 3 * ys);
    for (int i = 0; i < steps; i++) {
      IntVector w0 = IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL);
      IntVector w1 = IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL);
      FloatVector x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 8]);
      FloatVector x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 4]);
      FloatVector x10 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 1]);
      FloatVector x11 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 5]);
      FloatVector x20 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 2]);
      FloatVector x21 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 6]);
      FloatVector x30 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 3]);
      FloatVector x31 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 7]);
      FloatVector lower = w0.lanewise(LSHL, 16).reinterpretAsFloats();
      FloatVector upper = w0.and(UPPER).reinterpretAsFloats();
      a0 = upper.fma(x01, lower.fma(x00, a0));
      b0 = upper.fma(x11, lower.fma(x10, b0));
      c0 = upper.fma(x21, lower.fma(x20, c0));
      d0 = upper.fma(x31, lower.fma(x30, d0));
      lower = w1.lanewise(LSHL, 16).reinterpretAsFloats();
      upper = w1.and(UPPER).reinterpretAsFloats();
      a1 = upper.fma(x01, lower.fma(x00, a1));
      b1 = upper.fma(x11, lower.fma(x10, b1));
      c1 = upper.fma(x21, lower.fma(x20, c1));
      d1 = upper.fma(x31, lower.fma(x30, d1));
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + COUNT + ys);
    c0.intoArray(y, y0 + 2 * ys);
    c1.intoArray(y, y0 + COUNT + 2 * ys);
    d0.intoArray(y, y0 + 3 * ys);
    d1.intoArray(y, y0 + COUNT + 3 * ys);
  }
}
