/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.LanePass;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The slots of one lane's sequence: its prefix, then the positions of the layout. Knows what has
 * been written and who may see it. Not safe for several threads.
 */
final class LaneSlots {
  private final float[] prefixRows;
  private final int prefixSlots;
  private final int[] hiddenSlots;
  private final int mutualSlots;
  private final RotaryTable rotary;
  private final BitSet written = new BitSet();
  private final int[] columnOfSlot;

  /**
   * Creates a lane that nothing was written to.
   *
   * @param prefix the prefix, some of whose slots may be hidden
   * @param prefixRows what its slots begin as, slots x width
   * @param rotary angles of the prefix slots and the positions
   */
  LaneSlots(PrefixInput prefix, float[] prefixRows, RotaryTable rotary) {
    this.prefixRows = prefixRows;
    this.prefixSlots = prefix.slots();
    this.hiddenSlots =
        IntStream.range(0, prefixSlots).filter(slot -> !prefix.isVisible(slot)).toArray();
    this.mutualSlots = prefix.mutualSlots();
    this.rotary = rotary;
    this.columnOfSlot = new int[rotary.slots()];
  }

  int prefixSlots() {
    return prefixSlots;
  }

  /** Copies what a slot of the prefix begins as. */
  void copyPrefix(int slot, float[] target, int to) {
    int width = prefixRows.length / prefixSlots;
    System.arraycopy(prefixRows, slot * width, target, to, width);
  }

  RotaryTable rotary() {
    return rotary;
  }

  int slots() {
    return rotary.slots();
  }

  int slot(int position) {
    return prefixSlots + position;
  }

  /** Notes that a column of the running pass writes a slot. */
  void write(int slot, int column) {
    written.set(slot);
    columnOfSlot[slot] = column;
  }

  /** The column of the running pass that wrote a slot. */
  int columnOf(int slot) {
    return columnOfSlot[slot];
  }

  /**
   * Writes what is added to the scores of the token in one slot: 0 where it sees, minus infinity
   * where it does not.
   *
   * @param pass the pass, already noted by {@link #write}
   * @param visibility the session's rule
   * @param query slot of the token that attends
   * @param target receives one value per slot from 0
   * @param from index of the first
   * @param count number of values, at least one for each slot that is seen
   */
  void fillBias(
      LanePass pass, Visibility visibility, int query, float[] target, int from, int count) {
    int end = query < mutualSlots ? mutualSlots : query + 1;
    Arrays.fill(target, from, from + end, 0f);
    Arrays.fill(target, from + end, from + count, Float.NEGATIVE_INFINITY);
    for (int slot : hiddenSlots) {
      if (slot < query) {
        target[from + slot] = Float.NEGATIVE_INFINITY;
      }
    }
    int prefix = prefixSlots;
    if (visibility == Visibility.WRITTEN) {
      int slot = written.nextClearBit(prefix);
      while (slot < query) {
        target[from + slot] = Float.NEGATIVE_INFINITY;
        slot = written.nextClearBit(slot + 1);
      }
    }
    if (pass.mask().isPresent()) {
      AttentionMask mask = pass.mask().get();
      for (int slot = prefix; slot < query; slot++) {
        if (!mask.sees(query - prefix, slot - prefix)) {
          target[from + slot] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }
}
