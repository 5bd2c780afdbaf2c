/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FENCED;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;

/**
 * Products of keys and values: four bands of rows times a few columns, all sums in registers. The
 * methods are alike but for the number of columns. Band r begins at p + r stride in w and at y0 + r
 * yr in y; column c begins at x0 + c xs in x and at c ys in y.
 *
 * <p>As few columns as attention has pass over a band at a time, they need not stand side by side
 * as those of {@link Float32Tiles} do; so scores become weights where they are. Sums and fences are
 * as there.
 */
final class AttentionTiles {
  /** Bands of a tile. */
  static final int BANDS = 4;

  private AttentionTiles() {}

  /** One column. */
  static void fourByOne(
      float[] w, int p, int stride, int steps, float[] x, int x0, float[] y, int y0, int yr) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    FloatVector a0 = FloatVector.zero(FLOAT);
    FloatVector a1 = FloatVector.zero(FLOAT);
    FloatVector a2 = FloatVector.zero(FLOAT);
    FloatVector a3 = FloatVector.zero(FLOAT);
    for (int i = 0; i < steps; i++) {
      FloatVector u0 = FloatVector.broadcast(FLOAT, x[x0 + i]);
      FloatVector v = FloatVector.fromArray(FLOAT, w, p + i * COUNT);
      a0 = v.fma(u0, a0);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT);
      a1 = v.fma(u0, a1);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * COUNT);
      a2 = v.fma(u0, a2);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * COUNT);
      a3 = v.fma(u0, a3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + yr);
    a2.intoArray(y, y0 + 2 * yr);
    a3.intoArray(y, y0 + 3 * yr);
  }

  /** Two columns. */
  static void fourByTwo(
      float[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      int xs,
      float[] y,
      int y0,
      int yr,
      int ys) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    int x1 = x0 + xs;
    FloatVector a0 = FloatVector.zero(FLOAT);
    FloatVector a1 = FloatVector.zero(FLOAT);
    FloatVector a2 = FloatVector.zero(FLOAT);
    FloatVector a3 = FloatVector.zero(FLOAT);
    FloatVector b0 = FloatVector.zero(FLOAT);
    FloatVector b1 = FloatVector.zero(FLOAT);
    FloatVector b2 = FloatVector.zero(FLOAT);
    FloatVector b3 = FloatVector.zero(FLOAT);
    for (int i = 0; i < steps; i++) {
      FloatVector u0 = FloatVector.broadcast(FLOAT, x[x0 + i]);
      FloatVector u1 = FloatVector.broadcast(FLOAT, x[x1 + i]);
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
    a1.intoArray(y, y0 + yr);
    a2.intoArray(y, y0 + 2 * yr);
    a3.intoArray(y, y0 + 3 * yr);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + yr);
    b2.intoArray(y, y0 + ys + 2 * yr);
    b3.intoArray(y, y0 + ys + 3 * yr);
  }

  /** Three columns. */
  static void fourByThree(
      float[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      int xs,
      float[] y,
      int y0,
      int yr,
      int ys) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    int x1 = x0 + xs;
    int x2 = x0 + 2 * xs;
    FloatVector a0 = FloatVector.zero(FLOAT);
    FloatVector a1 = FloatVector.zero(FLOAT);
    FloatVector a2 = FloatVector.zero(FLOAT);
    FloatVector a3 = FloatVector.zero(FLOAT);
    FloatVector b0 = FloatVector.zero(FLOAT);
    FloatVector b1 = FloatVector.zero(FLOAT);
    FloatVector b2 = FloatVector.zero(FLOAT);
    FloatVector b3 = FloatVector.zero(FLOAT);
    FloatVector c0 = FloatVector.zero(FLOAT);
    FloatVector c1 = FloatVector.zero(FLOAT);
    FloatVector c2 = FloatVector.zero(FLOAT);
    FloatVector c3 = FloatVector.zero(FLOAT);
    for (int i = 0; i < steps; i++) {
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i]);
      a0 = FloatVector.fromArray(FLOAT, w, p + i * COUNT).fma(u, a0);
      a1 = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT).fma(u, a1);
      a2 = FloatVector.fromArray(FLOAT, w, p2 + i * COUNT).fma(u, a2);
      a3 = FloatVector.fromArray(FLOAT, w, p3 + i * COUNT).fma(u, a3);
      if (FENCED) {
        VarHandle.acquireFence();
      }
      u = FloatVector.broadcast(FLOAT, x[x1 + i]);
      b0 = FloatVector.fromArray(FLOAT, w, p + i * COUNT).fma(u, b0);
      b1 = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT).fma(u, b1);
      b2 = FloatVector.fromArray(FLOAT, w, p2 + i * COUNT).fma(u, b2);
      b3 = FloatVector.fromArray(FLOAT, w, p3 + i * COUNT).fma(u, b3);
      if (FENCED) {
        VarHandle.acquireFence();
      }
      u = FloatVector.broadcast(FLOAT, x[x2 + i]);
      c0 = FloatVector.fromArray(FLOAT, w, p + i * COUNT).fma(u, c0);
      c1 = FloatVector.fromArray(FLOAT, w, p1 + i * COUNT).fma(u, c1);
      c2 = FloatVector.fromArray(FLOAT, w, p2 + i * COUNT).fma(u, c2);
      c3 = FloatVector.fromArray(FLOAT, w, p3 + i * COUNT).fma(u, c3);
      if (FENCED) {
        VarHandle.acquireFence();
      }
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + yr);
    a2.intoArray(y, y0 + 2 * yr);
    a3.intoArray(y, y0 + 3 * yr);
    b0.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + yr);
    b2.intoArray(y, y0 + ys + 2 * yr);
    b3.intoArray(y, y0 + ys + 3 * yr);
    c0.intoArray(y, y0 + 2 * ys);
    c1.intoArray(y, y0 + 2 * ys + yr);
    c2.intoArray(y, y0 + 2 * ys + 2 * yr);
    c3.intoArray(y, y0 + 2 * ys + 3 * yr);
  }
}
