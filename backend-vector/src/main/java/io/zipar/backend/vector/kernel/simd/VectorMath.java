/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

import io.zipar.backend.vector.kernel.ExpPolynomial;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Functions on vectors, each lane as {@link ExpPolynomial} computes it. No method takes or returns
 * a vector: where C2 did not inline it the vector would become an object.
 */
final class VectorMath {
  private VectorMath() {}

  static void add(float[] target, int to, float[] source, int from, int count) {
    for (int i = 0; i < count; i += COUNT) {
      FloatVector.fromArray(FLOAT, target, to + i)
          .add(FloatVector.fromArray(FLOAT, source, from + i))
          .intoArray(target, to + i);
    }
  }

  static float greatest(float[] values, int from, int count) {
    FloatVector greatest = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < count; i += COUNT) {
      greatest = greatest.max(FloatVector.fromArray(FLOAT, values, from + i));
    }
    return greatest.reduceLanes(VectorOperators.MAX);
  }

  /** Replaces x by exp(x factor + offset). */
  static void exp(float[] values, int from, int count, float factor, float offset) {
    FloatVector one = FloatVector.broadcast(FLOAT, 1f);
    for (int i = from; i < from + count; i += COUNT) {
      FloatVector argument = FloatVector.fromArray(FLOAT, values, i).mul(factor).add(offset);
      FloatVector x = argument.max(ExpPolynomial.LEAST).min(ExpPolynomial.GREATEST);
      FloatVector rounder = FloatVector.broadcast(FLOAT, ExpPolynomial.ROUNDER);
      FloatVector shifted = x.fma(FloatVector.broadcast(FLOAT, ExpPolynomial.LOG2_E), rounder);
      FloatVector whole = shifted.sub(rounder);
      FloatVector rest = whole.fma(FloatVector.broadcast(FLOAT, ExpPolynomial.MINUS_LN2_HIGH), x);
      rest = whole.fma(FloatVector.broadcast(FLOAT, ExpPolynomial.MINUS_LN2_LOW), rest);
      FloatVector sum = FloatVector.broadcast(FLOAT, ExpPolynomial.C7);
      sum = sum.fma(rest, FloatVector.broadcast(FLOAT, ExpPolynomial.C6));
      sum = sum.fma(rest, FloatVector.broadcast(FLOAT, ExpPolynomial.C5));
      sum = sum.fma(rest, FloatVector.broadcast(FLOAT, ExpPolynomial.C4));
      sum = sum.fma(rest, FloatVector.broadcast(FLOAT, ExpPolynomial.C3));
      sum = sum.fma(rest, FloatVector.broadcast(FLOAT, ExpPolynomial.C2));
      sum = sum.fma(rest, one).fma(rest, one);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, ExpPolynomial.MANTISSA_BITS)
              .add(ExpPolynomial.ONE_BITS)
              .reinterpretAsFloats();
      sum.mul(power)
          .blend(0f, argument.compare(VectorOperators.LT, ExpPolynomial.LEAST))
          .intoArray(values, i);
    }
  }
}
