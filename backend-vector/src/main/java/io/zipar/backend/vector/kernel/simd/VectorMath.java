/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.kernel.ExpPolynomial;
import io.zipar.backend.vector.weights.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of softmax and SiLU on vectors, each lane as {@link ExpPolynomial} and its users
 * compute.
 */
final class VectorMath {
  /** Rows of a panel: gate and up stand side by side in pieces of this size. */
  private static final int PANEL = Matrix.PANEL;

  private VectorMath() {}

  /** The exponential of each lane, see {@link ExpPolynomial}. */
  static FloatVector exp(FloatVector argument) {
    FloatVector x = argument.max(ExpPolynomial.LEAST).min(ExpPolynomial.GREATEST);
    FloatVector shifted =
        x.fma(
            FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.LOG2_E),
            FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.ROUNDER));
    FloatVector whole = shifted.sub(ExpPolynomial.ROUNDER);
    FloatVector rest =
        whole.fma(FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.MINUS_LN2_HIGH), x);
    rest = whole.fma(FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.MINUS_LN2_LOW), rest);
    FloatVector sum = FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.C7);
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.C6));
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.C5));
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.C4));
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.C3));
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, ExpPolynomial.C2));
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, 1f));
    sum = sum.fma(rest, FloatVector.broadcast(Lanes.FLOAT, 1f));
    FloatVector power =
        shifted
            .reinterpretAsInts()
            .lanewise(VectorOperators.LSHL, ExpPolynomial.MANTISSA_BITS)
            .add(ExpPolynomial.ONE_BITS)
            .reinterpretAsFloats();
    return sum.mul(power).blend(0f, argument.compare(VectorOperators.LT, ExpPolynomial.LEAST));
  }

  static float greatest(float[] values, int from, int count) {
    FloatVector greatest = FloatVector.broadcast(Lanes.FLOAT, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i += Lanes.COUNT) {
      greatest = greatest.max(FloatVector.fromArray(Lanes.FLOAT, values, from + i));
    }
    return greatest.reduceLanes(VectorOperators.MAX);
  }

  static void exp(float[] values, int from, int count, float offset) {
    for (int i = from; i < from + count; i += Lanes.COUNT) {
      exp(FloatVector.fromArray(Lanes.FLOAT, values, i).sub(offset)).intoArray(values, i);
    }
  }

  static void silu(float[] values, int from, int count) {
    for (int i = from; i < from + count; i += Lanes.COUNT) {
      FloatVector x = FloatVector.fromArray(Lanes.FLOAT, values, i);
      x.div(exp(x.neg()).add(1f)).intoArray(values, i);
    }
  }

  static void gate(float[] gateUp, int from, int pairs, float[] hidden, int to) {
    for (int pair = 0; pair < pairs; pair++) {
      for (int i = 0; i < PANEL; i += Lanes.COUNT) {
        int gate = from + pair * 2 * PANEL + i;
        FloatVector x = FloatVector.fromArray(Lanes.FLOAT, gateUp, gate);
        x.div(exp(x.neg()).add(1f))
            .mul(FloatVector.fromArray(Lanes.FLOAT, gateUp, gate + PANEL))
            .intoArray(hidden, to + pair * PANEL + i);
      }
    }
  }
}
