/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

/** Times of forward passes, and what they fed. Used by one thread. */
final class PassTimes {
  private long nanos;
  private long fedTokens;
  private int passes;

  void add(long passNanos, int fed) {
    nanos += passNanos;
    fedTokens += fed;
    passes++;
  }

  int passes() {
    return passes;
  }

  /** The mean time of a pass, 0 when there was none. */
  double meanNanos() {
    return passes == 0 ? 0 : (double) nanos / passes;
  }

  /**
   * The mean number of tokens that a pass fed, the prefixes not included, 0 when there was none.
   */
  double meanFedTokens() {
    return passes == 0 ? 0 : (double) fedTokens / passes;
  }
}
