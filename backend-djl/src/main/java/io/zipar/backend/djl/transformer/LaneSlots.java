/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import ai.djl.ndarray.NDArray;
import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.LanePass;
import java.util.BitSet;
import java.util.Optional;

/**
 * The slots of one lane's sequence: its prefix, then the positions of the layout. Knows what has
 * been written and who may see it. Not safe for several threads.
 */
final class LaneSlots {
  private final PrefixInput prefix;
  private final Optional<NDArray> features;
  private final RotaryTable rotary;
  private final BitSet written = new BitSet();

  /**
   * Creates a lane that nothing was written to.
   *
   * @param prefix the prefix
   * @param features slots x width, what the prefix begins as if it is made of features
   * @param rotary angles of the prefix slots and the positions
   */
  LaneSlots(PrefixInput prefix, Optional<NDArray> features, RotaryTable rotary) {
    this.prefix = prefix;
    this.features = features;
    this.rotary = rotary;
  }

  int prefixSlots() {
    return prefix.slots();
  }

  /** What the prefix begins as, slots x width, if that is no row of the embedding. */
  Optional<NDArray> features() {
    return features;
  }

  /**
   * Finds what a slot of the prefix begins as.
   *
   * @param slot of the prefix
   * @param prefixTable row of the embedding at which the prefix table begins
   * @return row of the embedding, any if there are {@link #features}
   */
  int prefixRow(int slot, int prefixTable) {
    if (prefix instanceof PrefixInput.TableRows table) {
      return prefixTable + table.rows()[slot];
    }
    return prefix instanceof PrefixInput.Tokens tokens ? tokens.ids()[slot] : 0;
  }

  RotaryTable rotary() {
    return rotary;
  }

  int slot(int position) {
    return prefix.slots() + position;
  }

  int slots() {
    return rotary.slots();
  }

  /** Notes what a pass writes; visible to all queries of the same pass. */
  void write(LanePass pass) {
    if (pass.prefill()) {
      written.set(0, prefix.slots());
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
    if (slot >= query) {
      return slot == query || slot < prefix.mutualSlots();
    }
    int slots = prefix.slots();
    if (slot < slots) {
      return prefix.isVisible(slot);
    }
    return (visibility == Visibility.ALL || written.get(slot))
        && (pass.mask().isEmpty() || pass.mask().get().sees(query - slots, slot - slots));
  }
}
