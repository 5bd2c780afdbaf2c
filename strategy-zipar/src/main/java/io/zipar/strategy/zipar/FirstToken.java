/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import io.zipar.spi.Distribution;
import java.util.OptionalInt;

/** Decides when the first token of a row is good enough. One per image; used by one thread. */
interface FirstToken {
  /**
   * Takes the distribution of a row's first token, given what the rows that it waits for have by
   * now.
   *
   * @param position the position of the token
   * @param p the distribution
   * @param last whether those rows are complete, so that no better distribution will come
   * @return the token to commit, or empty to ask again in the next pass; never empty if {@code
   *     last}
   */
  OptionalInt decide(int position, Distribution p, boolean last);

  /** With a fixed window the first draw counts. */
  static FirstToken atOnce() {
    return (position, p, last) -> OptionalInt.of(p.draw());
  }
}
