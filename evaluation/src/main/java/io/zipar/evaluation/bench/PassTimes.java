/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

/** Times of forward passes. Used by one thread. */
final class PassTimes {
  private long nanos;
  private int passes;

  void add(long passNanos) {
    nanos += passNanos;
    passes++;
  }

  int passes() {
    return passes;
  }

  /** The mean time of a pass, 0 when there was none. */
  double meanNanos() {
    return passes == 0 ? 0 : (double) nanos / passes;
  }
}
