/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.weights.Matrix;
import java.util.Set;
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

  private static final boolean IS_X86 =
      Set.of("amd64", "x86_64", "x86", "i386").contains(System.getProperty("os.arch"));

  private static final int FIRST_WITH_FENCES = 25;

  /** Vectors of float32. */
  static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(bits()));

  /** Vectors of as many integers. */
  static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, FLOAT.vectorShape());

  /** Numbers in a vector. */
  static final int COUNT = FLOAT.length();

  /** Vectors in two panels. */
  static final int PER_PAIR = Matrix.PAIR / COUNT;

  /**
   * Whether tiles place fences between their multiplications. C2 moves all loads of a loop's body
   * to its front; where the sums take nearly all registers, some are then kept in memory, and a
   * tile takes twice as long. Loads stay behind a fence. On x86 such a fence is no instruction;
   * processors of other kinds have registers enough. C2 of Java 17 keeps sums in memory with fences
   * as well, and makes objects of vectors.
   */
  static final boolean FENCED =
      COUNT <= 8 && IS_X86 && Runtime.version().feature() >= FIRST_WITH_FENCES;

  /** Whether tiles of twelve sums are as fast for each as those of eight. */
  static final boolean TWELVE_SUMS = FENCED || !IS_X86 || COUNT > 8;

  private Lanes() {}

  private static int bits() {
    int widest = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), 512);
    int wanted = Integer.getInteger(BITS_PROPERTY, widest);
    return wanted == 128 || wanted == 256 || wanted == 512 ? wanted : widest;
  }
}
