/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

import io.zipar.backend.vector.weights.Matrix;
import jdk.incubator.vector.FloatVector;

/**
 * Products of float32 weights: a few vectors of rows times a few columns, all sums in registers.
 * The methods are alike but for the numbers of both. Each adds to y over a run of steps: vector r
 * of the rows begins at p(r) in w and at y0 + r lanes in y, column c of y at c ys; x holds the
 * columns side by side from x0.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
 * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
 * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
 * marked for it, and vectors would become objects.
 */
final class Float32Tiles {
  private Float32Tiles() {}

  /** Four vectors of rows, one column. */
  static void fourByOne(
      float[] w,
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
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i]);
      FloatVector w0 = FloatVector.fromArray(FLOAT, w, p0 + i * Matrix.PANEL);
      a0 = w0.fma(x1, a0);
      FloatVector w1 = FloatVector.fromArray(FLOAT, w, p1 + i * Matrix.PANEL);
      a1 = w1.fma(x1, a1);
      FloatVector w2 = FloatVector.fromArray(FLOAT, w, p2 + i * Matrix.PANEL);
      a2 = w2.fma(x1, a2);
      FloatVector w3 = FloatVector.fromArray(FLOAT, w, p3 + i * Matrix.PANEL);
      a3 = w3.fma(x1, a3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
  }

  /** Four vectors of rows, two columns. */
  static void fourByTwo(
      float[] w,
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
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[x0 + i * 2 + 1]);
      FloatVector w0 = FloatVector.fromArray(FLOAT, w, p0 + i * Matrix.PANEL);
      a0 = w0.fma(x1, a0);
      b0 = w0.fma(x2, b0);
      FloatVector w1 = FloatVector.fromArray(FLOAT, w, p1 + i * Matrix.PANEL);
      a1 = w1.fma(x1, a1);
      b1 = w1.fma(x2, b1);
      FloatVector w2 = FloatVector.fromArray(FLOAT, w, p2 + i * Matrix.PANEL);
      a2 = w2.fma(x1, a2);
      b2 = w2.fma(x2, b2);
      FloatVector w3 = FloatVector.fromArray(FLOAT, w, p3 + i * Matrix.PANEL);
      a3 = w3.fma(x1, a3);
      b3 = w3.fma(x2, b3);
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
      float[] w, int p0, int p1, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + ys);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + 2 * ys);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT + 3 * ys);
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
      FloatVector x3 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
      FloatVector x4 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
      FloatVector w0 = FloatVector.fromArray(FLOAT, w, p0 + i * Matrix.PANEL);
      a0 = w0.fma(x1, a0);
      b0 = w0.fma(x2, b0);
      c0 = w0.fma(x3, c0);
      d0 = w0.fma(x4, d0);
      FloatVector w1 = FloatVector.fromArray(FLOAT, w, p1 + i * Matrix.PANEL);
      a1 = w1.fma(x1, a1);
      b1 = w1.fma(x2, b1);
      c1 = w1.fma(x3, c1);
      d1 = w1.fma(x4, d1);
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
