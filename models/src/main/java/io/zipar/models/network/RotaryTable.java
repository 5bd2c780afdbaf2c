/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/**
 * The angles by which queries and keys are rotated, for every slot of a sequence: first the prefix,
 * then the positions of the layout. Arrays are not copied and nobody writes to them.
 *
 * @param slots number of slots
 * @param pairs number of pairs in a head: half the head's width
 * @param pairing which two elements of a head make a pair
 * @param cosines {@code slots x pairs} values
 * @param sines {@code slots x pairs} values; where both are zero the rotated vector is zero
 */
@ApiStatus.Experimental(since = "0.1")
public record RotaryTable(int slots, int pairs, Pairing pairing, float[] cosines, float[] sines) {
  /** Which two elements of a head make a pair. */
  public enum Pairing {
    /** Elements (0, 1), (2, 3), ... */
    ADJACENT,
    /** Elements (0, n/2), (1, n/2 + 1), ... for a head of width n. */
    HALVES
  }

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if an array does not hold slots x pairs values
   */
  public RotaryTable {
    if (cosines.length != (long) slots * pairs || sines.length != (long) slots * pairs) {
      throw new IllegalArgumentException(
          "a table of " + slots + " x " + pairs + " needs that many cosines and sines");
    }
  }
}
