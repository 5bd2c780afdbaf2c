/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector;

/**
 * Whether {@link Math#fma(float, float, float)} is an instruction here. Where the processor has
 * none, or the JVM does not use it, the JDK computes it with {@code BigDecimal}.
 */
final class FusedArithmetic {
  /**
   * An instruction takes a few nanoseconds, interpreted a hundred; {@code BigDecimal} thousands.
   */
  private static final long MOST_NANOS = 1000;

  private static final int CALLS = 64;
  private static final int ROUNDS = 8;

  private FusedArithmetic() {}

  /** Measures, since nothing tells: the best of several rounds, so that no pause is counted. */
  static boolean isFast() {
    long best = Long.MAX_VALUE;
    float sum = 0.3f;
    for (int i = 0; i < ROUNDS; i++) {
      long started = System.nanoTime();
      for (int j = 0; j < CALLS; j++) {
        sum = Math.fma(sum, 0.7f, 0.1f);
      }
      best = Math.min(best, System.nanoTime() - started);
    }
    return Float.isFinite(sum) && best < CALLS * MOST_NANOS;
  }
}
