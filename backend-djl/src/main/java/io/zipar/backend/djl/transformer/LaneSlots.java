/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.Visibility;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.LanePass;
import java.util.BitSet;

/**
 * The slots of one lane's sequence: its prefix, then the positions of the layout. Knows what has
 * been written and who may see it. Not safe for several threads.
 */
final class LaneSlots {
  private final int[] prefixRows;
  private final RotaryTable rotary;
  private final BitSet written = new BitSet();

  /**
   * Creates a lane that nothing was written to.
   *
   * @param prefixRows row of the prefix table for each prefix slot
   * @param rotary angles of the prefix slots and the positions
   */
  LaneSlots(int[] prefixRows, RotaryTable rotary) {
    this.prefixRows = prefixRows;
    this.rotary = rotary;
  }

  int[] prefixRows() {
    return prefixRows;
  }

  RotaryTable rotary() {
    return rotary;
  }

  int slot(int position) {
    return prefixRows.length + position;
  }

  int slots() {
    return rotary.slots();
  }

  /** Notes what a pass writes; visible to all queries of the same pass. */
  void write(LanePass pass) {
    if (pass.prefill()) {
      written.set(0, prefixRows.length);
    }
    for (int position : pass.positions()) {
      written.set(slot(position));
    }
  }

  /**
   * Decides what the token in one slot sees.
   *
   * @param pass the pass, already noted by {@link #write}
   * @param visibility the session's rule
   * @param query slot of the token that attends
   * @param slot slot attended to
   * @return whether it is seen
   */
  boolean sees(LanePass pass, Visibility visibility, int query, int slot) {
    int prefix = prefixRows.length;
    if (slot >= query) {
      return slot == query;
    }
    if (slot < prefix) {
      return true;
    }
    return (visibility == Visibility.ALL || written.get(slot))
        && (pass.mask().isEmpty() || pass.mask().get().sees(query - prefix, slot - prefix));
  }
}
