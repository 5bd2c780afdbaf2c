/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
import static io.zipar.backend.vector.weights.Matrix.PANEL;

import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Layout;
import io.zipar.backend.vector.weights.Matrix;
import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;

/**
 * Products of float32 weights as those of {@link Float32Tiles}, but of a layout of several streams:
 * a turn of a loop takes a step of each, for C2 does not see through an index that is computed from
 * the number of the step. Loops of this length are only possible with fences, see {@link
 * Lanes#FENCED}.
 *
 * <p>The first vector of the rows begins at p in w, the second follows at once; the third begins
 * half further than the first, the fourth follows it. The result is that of the other tiles, to the
 * last bit.
 */
final class StreamTiles {
  /** The layout; with four streams computing six columns takes hardly longer than reading. */
  static final Layout LAYOUT = new Layout(Matrix.PANEL, 4);

  private static final int STREAMS = LAYOUT.streams();

  private StreamTiles() {}

  /** As many vectors of rows as a tile of some columns has. */
  static void add(
      int columns,
      float[] w,
      int p,
      int half,
      int stream,
      int steps,
      float[] x,
      int x0,
      float[] y,
      int y0,
      int ys) {
    switch (columns) {
      case 1 -> fourByOne(w, p, half, stream, steps, x, x0, y, y0, ys);
      case 2 -> fourByTwo(w, p, half, stream, steps, x, x0, y, y0, ys);
      case Columns.SMALL -> twoByFour(w, p, stream, steps, x, x0, y, y0, ys);
      default -> twoBySix(w, p, stream, steps, x, x0, y, y0, ys);
    }
  }

  /** Four vectors of rows, one column. */
  private static void fourByOne(
      float[] w,
      int p,
      int half,
      int stream,
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
    int p1 = p + stream;
    int p2 = p + 2 * stream;
    int p3 = p + 3 * stream;
    for (int i = 0; i < steps / STREAMS; i++) {
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
      FloatVector v = FloatVector.fromArray(FLOAT, w, p + i * PANEL);
      a0 = v.fma(u, a0);
      v = FloatVector.fromArray(FLOAT, w, p + i * PANEL + COUNT);
      a1 = v.fma(u, a1);
      v = FloatVector.fromArray(FLOAT, w, p + i * PANEL + half);
      a2 = v.fma(u, a2);
      v = FloatVector.fromArray(FLOAT, w, p + i * PANEL + half + COUNT);
      a3 = v.fma(u, a3);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL);
      a0 = v.fma(u, a0);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + COUNT);
      a1 = v.fma(u, a1);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + half);
      a2 = v.fma(u, a2);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + half + COUNT);
      a3 = v.fma(u, a3);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL);
      a0 = v.fma(u, a0);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + COUNT);
      a1 = v.fma(u, a1);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + half);
      a2 = v.fma(u, a2);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + half + COUNT);
      a3 = v.fma(u, a3);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL);
      a0 = v.fma(u, a0);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + COUNT);
      a1 = v.fma(u, a1);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + half);
      a2 = v.fma(u, a2);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + half + COUNT);
      a3 = v.fma(u, a3);
      VarHandle.acquireFence();
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    a2.intoArray(y, y0 + 2 * COUNT);
    a3.intoArray(y, y0 + 3 * COUNT);
  }

  /** Four vectors of rows, two columns. */
  private static void fourByTwo(
      float[] w,
      int p,
      int half,
      int stream,
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
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector b2 = FloatVector.fromArray(FLOAT, y, y0 + ys + 2 * COUNT);
    FloatVector b3 = FloatVector.fromArray(FLOAT, y, y0 + ys + 3 * COUNT);
    int p1 = p + stream;
    int p2 = p + 2 * stream;
    int p3 = p + 3 * stream;
    for (int i = 0; i < steps / STREAMS; i++) {
      FloatVector u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8]);
      FloatVector u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 1]);
      FloatVector v = FloatVector.fromArray(FLOAT, w, p + i * PANEL);
      a0 = v.fma(u0, a0);
      b0 = v.fma(u1, b0);
      v = FloatVector.fromArray(FLOAT, w, p + i * PANEL + COUNT);
      a1 = v.fma(u0, a1);
      b1 = v.fma(u1, b1);
      v = FloatVector.fromArray(FLOAT, w, p + i * PANEL + half);
      a2 = v.fma(u0, a2);
      b2 = v.fma(u1, b2);
      v = FloatVector.fromArray(FLOAT, w, p + i * PANEL + half + COUNT);
      a3 = v.fma(u0, a3);
      b3 = v.fma(u1, b3);
      VarHandle.acquireFence();
      u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 2]);
      u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 3]);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL);
      a0 = v.fma(u0, a0);
      b0 = v.fma(u1, b0);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + COUNT);
      a1 = v.fma(u0, a1);
      b1 = v.fma(u1, b1);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + half);
      a2 = v.fma(u0, a2);
      b2 = v.fma(u1, b2);
      v = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + half + COUNT);
      a3 = v.fma(u0, a3);
      b3 = v.fma(u1, b3);
      VarHandle.acquireFence();
      u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 4]);
      u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 5]);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL);
      a0 = v.fma(u0, a0);
      b0 = v.fma(u1, b0);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + COUNT);
      a1 = v.fma(u0, a1);
      b1 = v.fma(u1, b1);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + half);
      a2 = v.fma(u0, a2);
      b2 = v.fma(u1, b2);
      v = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + half + COUNT);
      a3 = v.fma(u0, a3);
      b3 = v.fma(u1, b3);
      VarHandle.acquireFence();
      u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 6]);
      u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 7]);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL);
      a0 = v.fma(u0, a0);
      b0 = v.fma(u1, b0);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + COUNT);
      a1 = v.fma(u0, a1);
      b1 = v.fma(u1, b1);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + half);
      a2 = v.fma(u0, a2);
      b2 = v.fma(u1, b2);
      v = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + half + COUNT);
      a3 = v.fma(u0, a3);
      b3 = v.fma(u1, b3);
      VarHandle.acquireFence();
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
      float[] w, int p, int stream, int steps, float[] x, int x0, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector b0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT);
    int p1 = p + stream;
    int p2 = p + 2 * stream;
    int p3 = p + 3 * stream;
    for (int i = 0; i < steps / STREAMS; i++) {
      FloatVector v0 = FloatVector.fromArray(FLOAT, w, p + i * PANEL);
      FloatVector v1 = FloatVector.fromArray(FLOAT, w, p + i * PANEL + COUNT);
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 16]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 1]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 2]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 3]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      v0 = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL);
      v1 = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + COUNT);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 4]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 5]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 6]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 7]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      v0 = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL);
      v1 = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + COUNT);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 8]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 9]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 10]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 11]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      v0 = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL);
      v1 = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + COUNT);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 12]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 13]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 14]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 15]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
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
      float[] w, int p, int stream, int steps, float[] x, int x0, float[] y, int y0, int ys) {
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
    int p1 = p + stream;
    int p2 = p + 2 * stream;
    int p3 = p + 3 * stream;
    for (int i = 0; i < steps / STREAMS; i++) {
      FloatVector v0 = FloatVector.fromArray(FLOAT, w, p + i * PANEL);
      FloatVector v1 = FloatVector.fromArray(FLOAT, w, p + i * PANEL + COUNT);
      FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 24]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 1]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 2]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 3]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 4]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 5]);
      f0 = v0.fma(u, f0);
      f1 = v1.fma(u, f1);
      VarHandle.acquireFence();
      v0 = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL);
      v1 = FloatVector.fromArray(FLOAT, w, p1 + i * PANEL + COUNT);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 6]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 7]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 8]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 9]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 10]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 11]);
      f0 = v0.fma(u, f0);
      f1 = v1.fma(u, f1);
      VarHandle.acquireFence();
      v0 = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL);
      v1 = FloatVector.fromArray(FLOAT, w, p2 + i * PANEL + COUNT);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 12]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 13]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 14]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 15]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 16]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 17]);
      f0 = v0.fma(u, f0);
      f1 = v1.fma(u, f1);
      VarHandle.acquireFence();
      v0 = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL);
      v1 = FloatVector.fromArray(FLOAT, w, p3 + i * PANEL + COUNT);
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 18]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 19]);
      b0 = v0.fma(u, b0);
      b1 = v1.fma(u, b1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 20]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 21]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 22]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
      VarHandle.acquireFence();
      u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 23]);
      f0 = v0.fma(u, f0);
      f1 = v1.fma(u, f1);
      VarHandle.acquireFence();
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
