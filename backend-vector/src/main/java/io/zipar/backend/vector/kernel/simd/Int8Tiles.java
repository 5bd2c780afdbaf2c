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
      IntVector w0 = IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL);
      IntVector w1 = IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL);
      IntVector w2 = IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL);
      IntVector w3 = IntVector.fromArray(INT, w, p3 + i * Matrix.PANEL);
      FloatVector x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
      FloatVector x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
      FloatVector lower = (FloatVector) w0.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      FloatVector upper = (FloatVector) w0.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a0 = upper.fma(x01, lower.fma(x00, a0));
      lower = (FloatVector) w1.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w1.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a1 = upper.fma(x01, lower.fma(x00, a1));
      lower = (FloatVector) w2.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w2.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a2 = upper.fma(x01, lower.fma(x00, a2));
      lower = (FloatVector) w3.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w3.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a3 = upper.fma(x01, lower.fma(x00, a3));
      x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
      x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
      lower = (FloatVector) w0.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w0.convertShape(I2F, FLOAT, 0);
      a0 = upper.fma(x01, lower.fma(x00, a0));
      lower = (FloatVector) w1.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w1.convertShape(I2F, FLOAT, 0);
      a1 = upper.fma(x01, lower.fma(x00, a1));
      lower = (FloatVector) w2.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w2.convertShape(I2F, FLOAT, 0);
      a2 = upper.fma(x01, lower.fma(x00, a2));
      lower = (FloatVector) w3.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w3.convertShape(I2F, FLOAT, 0);
      a3 = upper.fma(x01, lower.fma(x00, a3));
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
    FloatVector b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    for (int i = 0; i < steps; i++) {
      IntVector w0 = IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL);
      IntVector w1 = IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL);
      IntVector w2 = IntVector.fromArray(INT, w, p2 + i * Matrix.PANEL);
      IntVector w3 = IntVector.fromArray(INT, w, p3 + i * Matrix.PANEL);
      FloatVector x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 8]);
      FloatVector x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 2]);
      FloatVector x10 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 1]);
      FloatVector x11 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 3]);
      FloatVector lower = (FloatVector) w0.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      FloatVector upper = (FloatVector) w0.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a0 = upper.fma(x01, lower.fma(x00, a0));
      b0 = upper.fma(x11, lower.fma(x10, b0));
      lower = (FloatVector) w1.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w1.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a1 = upper.fma(x01, lower.fma(x00, a1));
      b1 = upper.fma(x11, lower.fma(x10, b1));
      lower = (FloatVector) w2.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w2.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a2 = upper.fma(x01, lower.fma(x00, a2));
      b2 = upper.fma(x11, lower.fma(x10, b2));
      lower = (FloatVector) w3.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w3.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a3 = upper.fma(x01, lower.fma(x00, a3));
      b3 = upper.fma(x11, lower.fma(x10, b3));
      x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 4]);
      x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 6]);
      x10 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 5]);
      x11 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 7]);
      lower = (FloatVector) w0.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w0.convertShape(I2F, FLOAT, 0);
      a0 = upper.fma(x01, lower.fma(x00, a0));
      b0 = upper.fma(x11, lower.fma(x10, b0));
      lower = (FloatVector) w1.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w1.convertShape(I2F, FLOAT, 0);
      a1 = upper.fma(x01, lower.fma(x00, a1));
      b1 = upper.fma(x11, lower.fma(x10, b1));
      lower = (FloatVector) w2.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w2.convertShape(I2F, FLOAT, 0);
      a2 = upper.fma(x01, lower.fma(x00, a2));
      b2 = upper.fma(x11, lower.fma(x10, b2));
      lower = (FloatVector) w3.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w3.convertShape(I2F, FLOAT, 0);
      a3 = upper.fma(x01, lower.fma(x00, a3));
      b3 = upper.fma(x11, lower.fma(x10, b3));
    }
    FloatVector t0 = FloatVector.fromArray(FLOAT, s, q0);
    a0.fma(t0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
    b0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
    FloatVector t1 = FloatVector.fromArray(FLOAT, s, q1);
    a1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
    b1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT + ys)).intoArray(y, y0 + COUNT + ys);
    FloatVector t2 = FloatVector.fromArray(FLOAT, s, q2);
    a2.fma(t2, FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT)).intoArray(y, y0 + 2 * COUNT);
    b2.fma(t2, FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT + ys))
        .intoArray(y, y0 + 2 * COUNT + ys);
    FloatVector t3 = FloatVector.fromArray(FLOAT, s, q3);
    a3.fma(t3, FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT)).intoArray(y, y0 + 3 * COUNT);
    b3.fma(t3, FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT + ys))
        .intoArray(y, y0 + 3 * COUNT + ys);
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
    FloatVector b0 = zero, b1 = zero;
    FloatVector c0 = zero, c1 = zero;
    FloatVector d0 = zero, d1 = zero;
    for (int i = 0; i < steps; i++) {
      IntVector w0 = IntVector.fromArray(INT, w, p0 + i * Matrix.PANEL);
      IntVector w1 = IntVector.fromArray(INT, w, p1 + i * Matrix.PANEL);
      FloatVector x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 16]);
      FloatVector x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 4]);
      FloatVector x10 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 1]);
      FloatVector x11 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 5]);
      FloatVector x20 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 2]);
      FloatVector x21 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 6]);
      FloatVector x30 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 3]);
      FloatVector x31 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 7]);
      FloatVector lower = (FloatVector) w0.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      FloatVector upper = (FloatVector) w0.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a0 = upper.fma(x01, lower.fma(x00, a0));
      b0 = upper.fma(x11, lower.fma(x10, b0));
      c0 = upper.fma(x21, lower.fma(x20, c0));
      d0 = upper.fma(x31, lower.fma(x30, d0));
      lower = (FloatVector) w1.lanewise(LSHL, 24).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w1.lanewise(LSHL, 16).convertShape(I2F, FLOAT, 0);
      a1 = upper.fma(x01, lower.fma(x00, a1));
      b1 = upper.fma(x11, lower.fma(x10, b1));
      c1 = upper.fma(x21, lower.fma(x20, c1));
      d1 = upper.fma(x31, lower.fma(x30, d1));
      x00 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 8]);
      x01 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 12]);
      x10 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 9]);
      x11 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 13]);
      x20 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 10]);
      x21 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 14]);
      x30 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 11]);
      x31 = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 15]);
      lower = (FloatVector) w0.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w0.convertShape(I2F, FLOAT, 0);
      a0 = upper.fma(x01, lower.fma(x00, a0));
      b0 = upper.fma(x11, lower.fma(x10, b0));
      c0 = upper.fma(x21, lower.fma(x20, c0));
      d0 = upper.fma(x31, lower.fma(x30, d0));
      lower = (FloatVector) w1.lanewise(LSHL, 8).convertShape(I2F, FLOAT, 0);
      upper = (FloatVector) w1.convertShape(I2F, FLOAT, 0);
      a1 = upper.fma(x01, lower.fma(x00, a1));
      b1 = upper.fma(x11, lower.fma(x10, b1));
      c1 = upper.fma(x21, lower.fma(x20, c1));
      d1 = upper.fma(x31, lower.fma(x30, d1));
    }
    FloatVector t0 = FloatVector.fromArray(FLOAT, s, q0);
    a0.fma(t0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
    b0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
    c0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys)).intoArray(y, y0 + 2 * ys);
    d0.fma(t0, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys)).intoArray(y, y0 + 3 * ys);
    FloatVector t1 = FloatVector.fromArray(FLOAT, s, q1);
    a1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
    b1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT + ys)).intoArray(y, y0 + COUNT + ys);
    c1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT + 2 * ys))
        .intoArray(y, y0 + COUNT + 2 * ys);
    d1.fma(t1, FloatVector.fromArray(FLOAT, y, y0 + COUNT + 3 * ys))
        .intoArray(y, y0 + COUNT + 3 * ys);
  }
}
