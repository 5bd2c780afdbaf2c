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

  /** Four vectors of rows, one column; vectors 1 and 3 stand behind 0 and 2. */
  static void fourByOne(
      int[] w, int p0, int p2, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i]);
      FloatVector v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a0 = v.fma(x1, a0);
      v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a1 = v.fma(x1, a1);
      v =
          IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a2 = v.fma(x1, a2);
      v =
          IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a3 = v.fma(x1, a3);
    }
    int at = x0 + steps;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i]);
      FloatVector v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL).and(UPPER).reinterpretAsFloats();
      a0 = v.fma(x1, a0);
      v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
              .and(UPPER)
              .reinterpretAsFloats();
      a1 = v.fma(x1, a1);
      v = IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL).and(UPPER).reinterpretAsFloats();
      a2 = v.fma(x1, a2);
      v =
          IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
              .and(UPPER)
              .reinterpretAsFloats();
      a3 = v.fma(x1, a3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
  }

  /** Four vectors of rows, two columns; vectors 1 and 3 stand behind 0 and 2. */
  static void fourByTwo(
      int[] w, int p0, int p2, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector c2 = FloatVector.fromArray(FLOAT, y, y0 + ys + 2 * COUNT);
    FloatVector c3 = FloatVector.fromArray(FLOAT, y, y0 + ys + 3 * COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[x0 + i * 2 + 1]);
      FloatVector v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a0 = v.fma(x1, a0);
      c0 = v.fma(x2, c0);
      v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a1 = v.fma(x1, a1);
      c1 = v.fma(x2, c1);
      v =
          IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a2 = v.fma(x1, a2);
      c2 = v.fma(x2, c2);
      v =
          IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      a3 = v.fma(x1, a3);
      c3 = v.fma(x2, c3);
    }
    int at = x0 + steps * 2;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[at + i * 2 + 1]);
      FloatVector v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL).and(UPPER).reinterpretAsFloats();
      a0 = v.fma(x1, a0);
      c0 = v.fma(x2, c0);
      v =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
              .and(UPPER)
              .reinterpretAsFloats();
      a1 = v.fma(x1, a1);
      c1 = v.fma(x2, c1);
      v = IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL).and(UPPER).reinterpretAsFloats();
      a2 = v.fma(x1, a2);
      c2 = v.fma(x2, c2);
      v =
          IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
              .and(UPPER)
              .reinterpretAsFloats();
      a3 = v.fma(x1, a3);
      c3 = v.fma(x2, c3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
    c0.intoArray(y, y0 + ys);
    c1.intoArray(y, y0 + ys + COUNT);
    c2.intoArray(y, y0 + ys + 2 * COUNT);
    c3.intoArray(y, y0 + ys + 3 * COUNT);
  }

  /** Two vectors of rows, four columns. */
  static void twoByFour(
      int[] w, int p0, int p1, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT);
    FloatVector e0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector e1 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector v0 =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      FloatVector v1 =
          IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL)
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
    }
    int at = x0 + steps * 4;
    for (int i = 0; i < steps; i++) {
      FloatVector v0 =
          IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL).and(UPPER).reinterpretAsFloats();
      FloatVector v1 =
          IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL).and(UPPER).reinterpretAsFloats();
      FloatVector u = FloatVector.broadcast(FLOAT, x[at + i * 4]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      u = FloatVector.broadcast(FLOAT, x[at + i * 4 + 1]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      u = FloatVector.broadcast(FLOAT, x[at + i * 4 + 2]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      u = FloatVector.broadcast(FLOAT, x[at + i * 4 + 3]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    c0.intoArray(y, y0 + ys);
    c1.intoArray(y, y0 + ys + COUNT);
    d0.intoArray(y, y0 + 2 * ys);
    d1.intoArray(y, y0 + 2 * ys + COUNT);
    e0.intoArray(y, y0 + 3 * ys);
    e1.intoArray(y, y0 + 3 * ys + COUNT);
  }
}
