/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
import static io.zipar.backend.vector.kernel.simd.Lanes.INT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.zipar.backend.vector.weights.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Products of int8 weights: a few vectors of rows times a few columns, all sums in registers. The
 * methods are alike but for the numbers of both. Each adds to y over a run of steps: vector r of
 * the rows begins at p(r) in w and at y0 + r lanes in y, column c of y at c ys; x holds the columns
 * side by side from x0.
 *
 * <p>Within a block the sums are of unscaled elements; the block's scales (at q0 ... in s) are
 * applied once at its end.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
 * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
 * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
 * marked for it, and vectors would become objects.
 */
final class Int8Tiles {
  private Int8Tiles() {}

  /** Four vectors of rows, one column; vectors 1 and 3 stand behind 0 and 2. */
  static void fourByOne(
      int[] w,
      int p0,
      int p2,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q0,
      int q1,
      int q2,
      int q3,
      float[] y,
      int y0,
      int ys) {
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
    }
    int at = x0 + steps;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
    }
    at += steps;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
    }
    at += steps;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL).convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL).convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
    }
    FloatVector t0 = FloatVector.fromArray(FLOAT, s, q0);
    a0.fma(t0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
    FloatVector t1 = FloatVector.fromArray(FLOAT, s, q1);
    a1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
    FloatVector t2 = FloatVector.fromArray(FLOAT, s, q2);
    a2.fma(t2, FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT)).intoArray(y, y0 + 2 * COUNT);
    FloatVector t3 = FloatVector.fromArray(FLOAT, s, q3);
    a3.fma(t3, FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT)).intoArray(y, y0 + 3 * COUNT);
  }

  /** Four vectors of rows, two columns; vectors 1 and 3 stand behind 0 and 2. */
  static void fourByTwo(
      int[] w,
      int p0,
      int p2,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q0,
      int q1,
      int q2,
      int q3,
      float[] y,
      int y0,
      int ys) {
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[x0 + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[x0 + i * 2 + 1]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      c0 = v.fma(x2, c0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      c1 = v.fma(x2, c1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      c2 = v.fma(x2, c2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
      c3 = v.fma(x2, c3);
    }
    int at = x0 + steps * 2;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[at + i * 2 + 1]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      c0 = v.fma(x2, c0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      c1 = v.fma(x2, c1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      c2 = v.fma(x2, c2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
      c3 = v.fma(x2, c3);
    }
    at += steps * 2;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[at + i * 2 + 1]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      c0 = v.fma(x2, c0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      c1 = v.fma(x2, c1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      c2 = v.fma(x2, c2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
      c3 = v.fma(x2, c3);
    }
    at += steps * 2;
    for (int i = 0; i < steps; i++) {
      FloatVector x1 = FloatVector.broadcast(FLOAT, x[at + i * 2]);
      FloatVector x2 = FloatVector.broadcast(FLOAT, x[at + i * 2 + 1]);
      FloatVector v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL).convertShape(I2F, FLOAT, 0);
      a0 = v.fma(x1, a0);
      c0 = v.fma(x2, c0);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL + COUNT)
                  .convertShape(I2F, FLOAT, 0);
      a1 = v.fma(x1, a1);
      c1 = v.fma(x2, c1);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL).convertShape(I2F, FLOAT, 0);
      a2 = v.fma(x1, a2);
      c2 = v.fma(x2, c2);
      v =
          (FloatVector)
              IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL + COUNT)
                  .convertShape(I2F, FLOAT, 0);
      a3 = v.fma(x1, a3);
      c3 = v.fma(x2, c3);
    }
    FloatVector t0 = FloatVector.fromArray(FLOAT, s, q0);
    a0.fma(t0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
    c0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
    FloatVector t1 = FloatVector.fromArray(FLOAT, s, q1);
    a1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
    c1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT)).intoArray(y, y0 + ys + COUNT);
    FloatVector t2 = FloatVector.fromArray(FLOAT, s, q2);
    a2.fma(t2, FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT)).intoArray(y, y0 + 2 * COUNT);
    c2.fma(t2, FloatVector.fromArray(FLOAT, y, y0 + ys + 2 * COUNT))
        .intoArray(y, y0 + ys + 2 * COUNT);
    FloatVector t3 = FloatVector.fromArray(FLOAT, s, q3);
    a3.fma(t3, FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT)).intoArray(y, y0 + 3 * COUNT);
    c3.fma(t3, FloatVector.fromArray(FLOAT, y, y0 + ys + 3 * COUNT))
        .intoArray(y, y0 + ys + 3 * COUNT);
  }

  /** Two vectors of rows, four columns. */
  static void twoByFour(
      int[] w,
      int p0,
      int p1,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q0,
      int q1,
      float[] y,
      int y0,
      int ys) {
    FloatVector zero = FloatVector.zero(FLOAT);
    FloatVector a0 = zero, a1 = zero;
    FloatVector c0 = zero, c1 = zero;
    FloatVector d0 = zero, d1 = zero;
    FloatVector e0 = zero, e1 = zero;
    for (int i = 0; i < steps; i++) {
      FloatVector v0 =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
      FloatVector v1 =
          (FloatVector)
              IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL)
                  .lanewise(LSHL, 24)
                  .convertShape(I2F, FLOAT, 0);
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
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
      FloatVector v1 =
          (FloatVector)
              IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL)
                  .lanewise(LSHL, 16)
                  .convertShape(I2F, FLOAT, 0);
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
    at += steps * 4;
    for (int i = 0; i < steps; i++) {
      FloatVector v0 =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
      FloatVector v1 =
          (FloatVector)
              IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL)
                  .lanewise(LSHL, 8)
                  .convertShape(I2F, FLOAT, 0);
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
    at += steps * 4;
    for (int i = 0; i < steps; i++) {
      FloatVector v0 =
          (FloatVector)
              IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL).convertShape(I2F, FLOAT, 0);
      FloatVector v1 =
          (FloatVector)
              IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL).convertShape(I2F, FLOAT, 0);
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
    FloatVector t0 = FloatVector.fromArray(FLOAT, s, q0);
    a0.fma(t0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
    c0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
    d0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys)).intoArray(y, y0 + 2 * ys);
    e0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys)).intoArray(y, y0 + 3 * ys);
    FloatVector t1 = FloatVector.fromArray(FLOAT, s, q1);
    a1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
    c1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT)).intoArray(y, y0 + ys + COUNT);
    d1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT))
        .intoArray(y, y0 + 2 * ys + COUNT);
    e1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT))
        .intoArray(y, y0 + 3 * ys + COUNT);
  }
}
