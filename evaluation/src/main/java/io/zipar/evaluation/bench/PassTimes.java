/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.ForwardPass;

/** Times of forward passes, and what they fed. Used by one thread. */
final class PassTimes {
  private long nanos;
  private long fedTokens;
  private long rows;
  private int passes;

  void add(long passNanos, ForwardPass pass) {
    nanos += passNanos;
    fedTokens += pass.fedTokens();
    rows += pass.rows();
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

  /** The mean number of rows of logits that a pass yielded, 0 when there was none. */
  double meanRows() {
    return passes == 0 ? 0 : (double) rows / passes;
  }
}
