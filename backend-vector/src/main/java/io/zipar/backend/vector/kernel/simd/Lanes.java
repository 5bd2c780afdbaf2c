/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.weights.Matrix;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that the kernels compute with. They must be compile-time constants to C2, hence
 * static: the widest that the processor has, up to the 512 bits of a panel.
 */
final class Lanes {
  /** Chooses narrower vectors, for tests and for processors that slow down with wide ones. */
  static final String BITS_PROPERTY = "io.zipar.vector.bits";

  /** Vectors of float32. */
  static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(bits()));

  /** Vectors of as many integers. */
  static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, FLOAT.vectorShape());

  /** Numbers in a vector. */
  static final int COUNT = FLOAT.length();

  /** Vectors in two panels. */
  static final int PER_PAIR = Matrix.PAIR / COUNT;

  private Lanes() {}

  private static int bits() {
    int widest = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 512);
    int wanted = Integer.getInteger(BITS_PROPERTY, widest);
    return wanted == 128 || wanted == 256 || wanted == 512 ? wanted : widest;
  }

  /** Where a vector of a pair begins in each of its steps. */
  static int offset(int vector, int panelStride) {
    int row = vector * COUNT;
    return row / Matrix.PANEL * panelStride + row % Matrix.PANEL;
  }
}
