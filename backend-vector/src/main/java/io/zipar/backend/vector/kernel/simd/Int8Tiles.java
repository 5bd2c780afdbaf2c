/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FENCED;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;
import static io.zipar.backend.vector.kernel.simd.Lanes.INT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Products of int8 weights: a few vectors of rows times a few columns, all sums in registers. The
 * methods are alike but for the numbers of both. Each adds to y over a run of steps: vector r of
 * the rows begins at p + r stride in w and at y0 + r lanes in y, column c of y at c ys; x holds the
 * columns side by side from x0.
 *
 * <p>Within a block the sums are of unscaled elements; the scales of the block (those of the first
 * vector from q in s, of the next scaleStride further) are applied once at its end. Steps begin
 * with a block.
 *
 * <p>Every sum is one chain of fused multiply-adds in the order of the inputs, so a result does not
 * depend on the tile, on the species, or on how many columns are computed beside it. Calls of own
 * methods in the loops are avoided: with this many vector operations C2 stops inlining what is not
 * marked for it, and vectors would become objects. On fences see {@link Lanes#FENCED}.
 */
final class Int8Tiles {
  private Int8Tiles() {}

  /** As many vectors of rows as a tile of some columns has. */
  static void add(
      int columns,
      int[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q,
      int scaleStride,
      float[] y,
      int y0,
      int ys) {
    switch (columns) {
      case 1 -> fourByOne(w, p, stride, steps, x, x0, s, q, scaleStride, y, y0, ys);
      case 2 -> fourByTwo(w, p, stride, steps, x, x0, s, q, scaleStride, y, y0, ys);
      case Columns.SMALL -> twoByFour(w, p, stride, steps, x, x0, s, q, scaleStride, y, y0, ys);
      default -> twoBySix(w, p, stride, steps, x, x0, s, q, scaleStride, y, y0, ys);
    }
  }

  /** Four vectors of rows, one column. */
  private static void fourByOne(
      int[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q,
      int scaleStride,
      float[] y,
      int y0,
      int ys) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int from = 0; from < steps; from += Matrix.BLOCK_STEPS) {
      int to = Math.min(steps, from + Matrix.BLOCK_STEPS);
      FloatVector a0 = zero;
      FloatVector a1 = zero;
      FloatVector a2 = zero;
      FloatVector a3 = zero;
      for (int i = from; i < to; i++) {
        FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 4]);
        FloatVector v =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u, a0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p2 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u, a2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p3 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u, a3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 1]);
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u, a0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p2 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u, a2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p3 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u, a3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 2]);
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u, a0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p2 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u, a2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p3 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u, a3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 4 + 3]);
        v = (FloatVector) IntVector.fromArray(INT, w, p + i * COUNT).convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u, a0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v = (FloatVector) IntVector.fromArray(INT, w, p1 + i * COUNT).convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v = (FloatVector) IntVector.fromArray(INT, w, p2 + i * COUNT).convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u, a2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v = (FloatVector) IntVector.fromArray(INT, w, p3 + i * COUNT).convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u, a3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
      }
      int block = from / Matrix.BLOCK_STEPS * COUNT;
      FloatVector v = FloatVector.fromArray(FLOAT, s, q + block);
      v.fma(a0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
      v = FloatVector.fromArray(FLOAT, s, q + scaleStride + block);
      v.fma(a1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
      v = FloatVector.fromArray(FLOAT, s, q + 2 * scaleStride + block);
      v.fma(a2, FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT)).intoArray(y, y0 + 2 * COUNT);
      v = FloatVector.fromArray(FLOAT, s, q + 3 * scaleStride + block);
      v.fma(a3, FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT)).intoArray(y, y0 + 3 * COUNT);
    }
  }

  /** Four vectors of rows, two columns. */
  private static void fourByTwo(
      int[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q,
      int scaleStride,
      float[] y,
      int y0,
      int ys) {
    int p1 = p + stride;
    int p2 = p + 2 * stride;
    int p3 = p + 3 * stride;
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int from = 0; from < steps; from += Matrix.BLOCK_STEPS) {
      int to = Math.min(steps, from + Matrix.BLOCK_STEPS);
      FloatVector a0 = zero;
      FloatVector a1 = zero;
      FloatVector a2 = zero;
      FloatVector a3 = zero;
      FloatVector b0 = zero;
      FloatVector b1 = zero;
      FloatVector b2 = zero;
      FloatVector b3 = zero;
      for (int i = from; i < to; i++) {
        FloatVector u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8]);
        FloatVector u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 1]);
        FloatVector v =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u0, a0);
        b0 = v.fma(u1, b0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u0, a1);
        b1 = v.fma(u1, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p2 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u0, a2);
        b2 = v.fma(u1, b2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p3 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u0, a3);
        b3 = v.fma(u1, b3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 2]);
        u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 3]);
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u0, a0);
        b0 = v.fma(u1, b0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u0, a1);
        b1 = v.fma(u1, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p2 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u0, a2);
        b2 = v.fma(u1, b2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p3 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u0, a3);
        b3 = v.fma(u1, b3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 4]);
        u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 5]);
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u0, a0);
        b0 = v.fma(u1, b0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u0, a1);
        b1 = v.fma(u1, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p2 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u0, a2);
        b2 = v.fma(u1, b2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v =
            (FloatVector)
                IntVector.fromArray(INT, w, p3 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u0, a3);
        b3 = v.fma(u1, b3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u0 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 6]);
        u1 = FloatVector.broadcast(FLOAT, x[x0 + i * 8 + 7]);
        v = (FloatVector) IntVector.fromArray(INT, w, p + i * COUNT).convertShape(I2F, FLOAT, 0);
        a0 = v.fma(u0, a0);
        b0 = v.fma(u1, b0);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v = (FloatVector) IntVector.fromArray(INT, w, p1 + i * COUNT).convertShape(I2F, FLOAT, 0);
        a1 = v.fma(u0, a1);
        b1 = v.fma(u1, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v = (FloatVector) IntVector.fromArray(INT, w, p2 + i * COUNT).convertShape(I2F, FLOAT, 0);
        a2 = v.fma(u0, a2);
        b2 = v.fma(u1, b2);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v = (FloatVector) IntVector.fromArray(INT, w, p3 + i * COUNT).convertShape(I2F, FLOAT, 0);
        a3 = v.fma(u0, a3);
        b3 = v.fma(u1, b3);
        if (FENCED) {
          VarHandle.acquireFence();
        }
      }
      int block = from / Matrix.BLOCK_STEPS * COUNT;
      FloatVector v = FloatVector.fromArray(FLOAT, s, q + block);
      v.fma(a0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
      v.fma(b0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
      v = FloatVector.fromArray(FLOAT, s, q + scaleStride + block);
      v.fma(a1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
      v.fma(b1, FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT)).intoArray(y, y0 + ys + COUNT);
      v = FloatVector.fromArray(FLOAT, s, q + 2 * scaleStride + block);
      v.fma(a2, FloatVector.fromArray(FLOAT, y, y0 + 2 * COUNT)).intoArray(y, y0 + 2 * COUNT);
      v.fma(b2, FloatVector.fromArray(FLOAT, y, y0 + ys + 2 * COUNT))
          .intoArray(y, y0 + ys + 2 * COUNT);
      v = FloatVector.fromArray(FLOAT, s, q + 3 * scaleStride + block);
      v.fma(a3, FloatVector.fromArray(FLOAT, y, y0 + 3 * COUNT)).intoArray(y, y0 + 3 * COUNT);
      v.fma(b3, FloatVector.fromArray(FLOAT, y, y0 + ys + 3 * COUNT))
          .intoArray(y, y0 + ys + 3 * COUNT);
    }
  }

  /** Two vectors of rows, four columns. */
  private static void twoByFour(
      int[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q,
      int scaleStride,
      float[] y,
      int y0,
      int ys) {
    int p1 = p + stride;
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int from = 0; from < steps; from += Matrix.BLOCK_STEPS) {
      int to = Math.min(steps, from + Matrix.BLOCK_STEPS);
      FloatVector a0 = zero;
      FloatVector a1 = zero;
      FloatVector b0 = zero;
      FloatVector b1 = zero;
      FloatVector c0 = zero;
      FloatVector c1 = zero;
      FloatVector d0 = zero;
      FloatVector d1 = zero;
      for (int i = from; i < to; i++) {
        FloatVector v0 =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        FloatVector v1 =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 16]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 1]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 2]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 3]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v0 =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        v1 =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 4]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 5]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 6]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 7]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v0 =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        v1 =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 8]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 9]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 10]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 11]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v0 = (FloatVector) IntVector.fromArray(INT, w, p + i * COUNT).convertShape(I2F, FLOAT, 0);
        v1 = (FloatVector) IntVector.fromArray(INT, w, p1 + i * COUNT).convertShape(I2F, FLOAT, 0);
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 12]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 13]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 14]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 16 + 15]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
      }
      int block = from / Matrix.BLOCK_STEPS * COUNT;
      FloatVector v = FloatVector.fromArray(FLOAT, s, q + block);
      v.fma(a0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
      v.fma(b0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
      v.fma(c0, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys)).intoArray(y, y0 + 2 * ys);
      v.fma(d0, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys)).intoArray(y, y0 + 3 * ys);
      v = FloatVector.fromArray(FLOAT, s, q + scaleStride + block);
      v.fma(a1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
      v.fma(b1, FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT)).intoArray(y, y0 + ys + COUNT);
      v.fma(c1, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT))
          .intoArray(y, y0 + 2 * ys + COUNT);
      v.fma(d1, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT))
          .intoArray(y, y0 + 3 * ys + COUNT);
    }
  }

  /** Two vectors of rows, six columns. */
  private static void twoBySix(
      int[] w,
      int p,
      int stride,
      int steps,
      float[] x,
      int x0,
      float[] s,
      int q,
      int scaleStride,
      float[] y,
      int y0,
      int ys) {
    int p1 = p + stride;
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int from = 0; from < steps; from += Matrix.BLOCK_STEPS) {
      int to = Math.min(steps, from + Matrix.BLOCK_STEPS);
      FloatVector a0 = zero;
      FloatVector a1 = zero;
      FloatVector b0 = zero;
      FloatVector b1 = zero;
      FloatVector c0 = zero;
      FloatVector c1 = zero;
      FloatVector d0 = zero;
      FloatVector d1 = zero;
      FloatVector e0 = zero;
      FloatVector e1 = zero;
      FloatVector f0 = zero;
      FloatVector f1 = zero;
      for (int i = from; i < to; i++) {
        FloatVector v0 =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        FloatVector v1 =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 24)
                    .convertShape(I2F, FLOAT, 0);
        FloatVector u = FloatVector.broadcast(FLOAT, x[x0 + i * 24]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 1]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 2]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 3]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 4]);
        e0 = v0.fma(u, e0);
        e1 = v1.fma(u, e1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 5]);
        f0 = v0.fma(u, f0);
        f1 = v1.fma(u, f1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v0 =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        v1 =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 16)
                    .convertShape(I2F, FLOAT, 0);
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 6]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 7]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 8]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 9]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 10]);
        e0 = v0.fma(u, e0);
        e1 = v1.fma(u, e1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 11]);
        f0 = v0.fma(u, f0);
        f1 = v1.fma(u, f1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v0 =
            (FloatVector)
                IntVector.fromArray(INT, w, p + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        v1 =
            (FloatVector)
                IntVector.fromArray(INT, w, p1 + i * COUNT)
                    .lanewise(LSHL, 8)
                    .convertShape(I2F, FLOAT, 0);
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 12]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 13]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 14]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 15]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 16]);
        e0 = v0.fma(u, e0);
        e1 = v1.fma(u, e1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 17]);
        f0 = v0.fma(u, f0);
        f1 = v1.fma(u, f1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        v0 = (FloatVector) IntVector.fromArray(INT, w, p + i * COUNT).convertShape(I2F, FLOAT, 0);
        v1 = (FloatVector) IntVector.fromArray(INT, w, p1 + i * COUNT).convertShape(I2F, FLOAT, 0);
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 18]);
        a0 = v0.fma(u, a0);
        a1 = v1.fma(u, a1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 19]);
        b0 = v0.fma(u, b0);
        b1 = v1.fma(u, b1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 20]);
        c0 = v0.fma(u, c0);
        c1 = v1.fma(u, c1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 21]);
        d0 = v0.fma(u, d0);
        d1 = v1.fma(u, d1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 22]);
        e0 = v0.fma(u, e0);
        e1 = v1.fma(u, e1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
        u = FloatVector.broadcast(FLOAT, x[x0 + i * 24 + 23]);
        f0 = v0.fma(u, f0);
        f1 = v1.fma(u, f1);
        if (FENCED) {
          VarHandle.acquireFence();
        }
      }
      int block = from / Matrix.BLOCK_STEPS * COUNT;
      FloatVector v = FloatVector.fromArray(FLOAT, s, q + block);
      v.fma(a0, FloatVector.fromArray(FLOAT, y, y0)).intoArray(y, y0);
      v.fma(b0, FloatVector.fromArray(FLOAT, y, y0 + ys)).intoArray(y, y0 + ys);
      v.fma(c0, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys)).intoArray(y, y0 + 2 * ys);
      v.fma(d0, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys)).intoArray(y, y0 + 3 * ys);
      v.fma(e0, FloatVector.fromArray(FLOAT, y, y0 + 4 * ys)).intoArray(y, y0 + 4 * ys);
      v.fma(f0, FloatVector.fromArray(FLOAT, y, y0 + 5 * ys)).intoArray(y, y0 + 5 * ys);
      v = FloatVector.fromArray(FLOAT, s, q + scaleStride + block);
      v.fma(a1, FloatVector.fromArray(FLOAT, y, y0 + COUNT)).intoArray(y, y0 + COUNT);
      v.fma(b1, FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT)).intoArray(y, y0 + ys + COUNT);
      v.fma(c1, FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT))
          .intoArray(y, y0 + 2 * ys + COUNT);
      v.fma(d1, FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT))
          .intoArray(y, y0 + 3 * ys + COUNT);
      v.fma(e1, FloatVector.fromArray(FLOAT, y, y0 + 4 * ys + COUNT))
          .intoArray(y, y0 + 4 * ys + COUNT);
      v.fma(f1, FloatVector.fromArray(FLOAT, y, y0 + 5 * ys + COUNT))
          .intoArray(y, y0 + 5 * ys + COUNT);
    }
  }
}
