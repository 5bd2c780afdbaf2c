/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.pairs;

/** Which neighbours become one token, in which order. Immutable. */
public interface PairRanks {
  /** What {@link #find} returns for two that stay apart. */
  long NONE = -1;

  /**
   * What two tokens become.
   *
   * @param left a token
   * @param right the token behind it
   * @return rank and token as {@link #of} puts them together, or NONE
   */
  long find(int left, int right);

  /**
   * Puts two numbers together.
   *
   * @param rank at least 0; the lowest goes first
   * @param token at least 0
   * @return both
   */
  static long of(int rank, int token) {
    return (long) rank << Integer.SIZE | token;
  }
}
