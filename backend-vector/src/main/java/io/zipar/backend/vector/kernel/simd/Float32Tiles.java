/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

import io.zipar.backend.vector.weights.Columns;
import jdk.incubator.vector.FloatVector;

/**
 * Products of float32 weights: a few vectors of rows times a few columns, all sums in registers.
 * The methods are alike but for the numbers of both. Each adds to y over a run of steps: vector r
 * of the rows begins at p + r stride in w and at y0 + r lanes in y, column c of y at c ys; x holds
 * the columns side by side from x0.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
 * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
 * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
 * marked for it, and vectors would become objects. Where fences help, {@link StreamTiles} take
 * their place.
 */
final class Float32Tiles {
  private Float32Tiles() {}

  /** As many vectors of rows as a tile of some columns has. */
  static void add(
      int columns,
      float[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      float[] y,
      int y0,
      int ys) {
    switch (columns) {
      case 1 -> fourByOne(w, p, stride, steps, x, x0, y, y0, ys);
      case 2 -> fourByTwo(w, p, stride, steps, x, x0, y, y0, ys);
      case Columns.SMALL -> twoByFour(w, p, stride, steps, x, x0, y, y0, ys);
      default -> twoBySix(w, p, stride, steps, x, x0, y, y0, ys);
    }
  }

  /** Four vectors of rows, one column. */
  private static void fourByOne(
      float[] w, int p, int stride, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i]);
      FloatVector v = FloatVector.fromArray(FLOAT, w, p + i * COUNT);
      a0 = v.fma(u, a0);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT);
      a1 = v.fma(u, a1);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * COUNT);
      a2 = v.fma(u, a2);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * COUNT);
      a3 = v.fma(u, a3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
  }

  /** Four vectors of rows, two columns. */
  private static void fourByTwo(
      float[] w, int p, int stride, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector a2 = FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT);
    FloatVector a3 = FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector b2 = FloatVector.fromArray(FLOAT, y, y0 + ys + 2 * COUNT);
    FloatVector b3 = FloatVector.fromArray(FLOAT, y, y0 + ys + 3 * COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 2]);
      FloatVector u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 2 + 1]);
      FloatVector v = FloatVector.fromArray(FLOAT, w, p + i * COUNT);
      a0 = v.fma(u0, a0);
      b0 = v.fma(u1, b0);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT);
      a1 = v.fma(u0, a1);
      b1 = v.fma(u1, b1);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * COUNT);
      a2 = v.fma(u0, a2);
      b2 = v.fma(u1, b2);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * COUNT);
      a3 = v.fma(u0, a3);
      b3 = v.fma(u1, b3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + COUNT);
    b2.intoArray(y, y0 + ys + 2 * COUNT);
    b3.intoArray(y, y0 + ys + 3 * COUNT);
  }

  /** Two vectors of rows, four columns. */
  private static void twoByFour(
      float[] w, int p, int stride, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    int p1 = p + stride;
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector v0 = FloatVector.fromArray(FLOAT, w, p + i * COUNT);
      FloatVector v1 = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT);
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + COUNT);
    c0.intoArray(y, y0 + 2 * ys);
    c1.intoArray(y, y0 + 2 * ys + COUNT);
    d0.intoArray(y, y0 + 3 * ys);
    d1.intoArray(y, y0 + 3 * ys + COUNT);
  }

  /** Two vectors of rows, six columns. */
  private static void twoBySix(
      float[] w, int p, int stride, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    int p1 = p + stride;
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT);
    FloatVector e0 = FloatVector.fromArray(FLOAT, y, y0 + 4 * ys);
    FloatVector e1 = FloatVector.fromArray(FLOAT, y, y0 + 4 * ys + COUNT);
    FloatVector f0 = FloatVector.fromArray(FLOAT, y, y0 + 5 * ys);
    FloatVector f1 = FloatVector.fromArray(FLOAT, y, y0 + 5 * ys + COUNT);
    for (int i = 0; i < steps; i++) {
      FloatVector v0 = FloatVector.fromArray(FLOAT, w, p + i * COUNT);
      FloatVector v1 = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT);
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 6]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 6 + 1]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 6 + 2]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 6 + 3]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 6 + 4]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 6 + 5]);
      f0 = v0.fma(u, f0);
      f1 = v1.fma(u, f1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + COUNT);
    c0.intoArray(y, y0 + 2 * ys);
    c1.intoArray(y, y0 + 2 * ys + COUNT);
    d0.intoArray(y, y0 + 3 * ys);
    d1.intoArray(y, y0 + 3 * ys + COUNT);
    e0.intoArray(y, y0 + 4 * ys);
    e1.intoArray(y, y0 + 4 * ys + COUNT);
    f0.intoArray(y, y0 + 5 * ys);
    f1.intoArray(y, y0 + 5 * ys + COUNT);
  }
}
