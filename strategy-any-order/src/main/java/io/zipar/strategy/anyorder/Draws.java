/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.spi.Noise;
import io.zipar.spi.SequenceLayout;

/** Whole random numbers, one after another. */
@FunctionalInterface
interface Draws {
  /**
   * Draws the next number.
   *
   * @param bound at least 1
   * @return from 0 to bound - 1, all alike likely
   */
  int next(int bound);

  /** Numbers from an image's noise, from a place of it that no token draws from. */
  static Draws of(Noise noise) {
    long stream = noise.stream(SequenceLayout.PREFIX_END, 0);
    int[] used = {0};
    return bound -> (int) (Noise.uniform(stream, used[0]++) * bound);
  }

  /** Exchanges until every order is alike likely, from the last place to the first. */
  default void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = next(i + 1);
      int kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
  }
}
