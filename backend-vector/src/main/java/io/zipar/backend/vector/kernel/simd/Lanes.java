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
 * static: the widest that the processor has, up to the 512 bits of a panel; and slim ones for
 * products with one or two columns, of at most 256 bits.
 *
 * <p>Such products wait for memory. The numbers of an array begin 16 bytes into a line of the
 * cache, so every load of 64 bytes takes two lines, and of the loads of 32 bytes every other; and
 * four vectors of 512 bits would be more rows than two panels have, which left tiles of four
 * columns, half of them empty. With AVX-512 passes of two columns took 10 to 15% longer by wide
 * vectors than by slim ones, passes of eight less.
 */
final class Lanes {
  /** Chooses narrower vectors, for tests and for processors that slow down with wide ones. */
  static final String BITS_PROPERTY = "io.zipar.vector.bits";

  /** Whether vectors of 512 bits serve all products: {@code false} unless it is set. */
  static final String WIDE_ALWAYS_PROPERTY = "io.zipar.vector.wide-always";

  private static final int SLIM_BITS = 256;

  private static final boolean IS_X86 =
      Set.of("amd64", "x86_64", "x86", "i386").contains(System.getProperty("os.arch"));

  private static final int FIRST_WITH_FENCES = 25;

  /** Vectors of float32. */
  static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(bits()));

  /** Slim vectors of float32. */
  static final VectorSpecies<Float> SLIM_FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(slimBits()));

  /** Vectors of as many integers. */
  static final VectorSpecies<Integer> INT = VectorSpecies.of(int.class, FLOAT.vectorShape());

  /** Slim vectors of as many integers as those of float32 have numbers. */
  static final VectorSpecies<Integer> SLIM_INT =
      VectorSpecies.of(int.class, SLIM_FLOAT.vectorShape());

  /** Numbers in a vector. */
  static final int COUNT = FLOAT.length();

  /** Numbers in a slim vector. */
  static final int SLIM_COUNT = SLIM_FLOAT.length();

  /** Whether four slim vectors are no more rows than a product computes at a time. */
  static final boolean FOUR_SLIM_FIT = 4 * SLIM_COUNT <= Matrix.PAIR;

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

  private static int slimBits() {
    int widest = FLOAT.vectorBitSize();
    return Boolean.getBoolean(WIDE_ALWAYS_PROPERTY) ? widest : Math.min(SLIM_BITS, widest);
  }
}
