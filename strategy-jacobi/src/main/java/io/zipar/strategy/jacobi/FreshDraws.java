/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import java.util.Arrays;

/** Numbers the draws of every position, so that no noise is used twice. */
final class FreshDraws {
  private final int[] next;

  /**
   * @param positions how many positions there are
   * @param first the first number to hand out; those below are the caller's
   */
  FreshDraws(int positions, int first) {
    this.next = new int[positions];
    Arrays.fill(next, first);
  }

  /** Takes the next numbers of a position and returns the first of them. */
  int take(int position, int count) {
    int first = next[position];
    next[position] += count;
    return first;
  }
}
