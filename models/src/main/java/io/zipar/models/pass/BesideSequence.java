/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A sequence in the order of arrival in which each token stands behind its query token (RandAR,
 * arXiv 2412.01827, section 3.3). The token of rank r has slots 2 r and 2 r + 1 behind the prefix.
 * An entry sees the written slots up to its own.
 *
 * <p>The queries of a pass stand in their final slots, with the slots between them unwritten. When
 * their tokens come, each but the first is fed again, for it did not see the tokens before it. A
 * query whose token does not come next is forgotten.
 */
final class BesideSequence extends ArrivalSequence {
  private final BitSet written = new BitSet();
  private int[] rankOf = {};
  private int ranks;

  /** The position that stands in the query slot of the next rank, if any. */
  private int first = -1;

  BesideSequence(
      PrefixInput prefix,
      RotaryTable rotary,
      TokenNumbering tokens,
      QueryRows queries,
      int positions) {
    super(prefix, rotary, tokens, queries, positions);
  }

  @Override
  public int slots() {
    return prefixSlots() + 2 * positions();
  }

  @Override
  int spareEntries(LanePass pass) {
    return pass.positions().length + pass.targets().length;
  }

  @Override
  void arrange(LanePass pass) {
    beginWithPrefix(pass);
    if (pass.prefill()) {
      written.set(0, prefixSlots());
    }
    int fed = pass.positions().length;
    boolean firstStays = fed > 0 && pass.positions()[0] == first;
    int next = querySlot(ranks);
    written.clear(firstStays ? next + 1 : next, Math.max(next + 1, written.length()));
    for (int i = 0; i < fed; i++) {
      int position = pass.positions()[i];
      int slot = querySlot(rank(position));
      if (i > 0 || !firstStays) {
        addQuery(position, slot);
      }
      addToken(pass.tokens()[i], slot + 1, position);
      written.set(slot, slot + 2);
    }
    for (int i = 0; i < pass.targets().length; i++) {
      int slot = querySlot(ranks + i);
      addRow();
      addPart(addQuery(pass.targets()[i], slot), 0);
      written.set(slot);
    }
    first = pass.targets().length > 0 ? pass.targets()[0] : -1;
  }

  /** The rank of a fed position; one that is fed again keeps it. */
  private int rank(int position) {
    if (rankOf.length == 0) {
      rankOf = new int[positions()];
      Arrays.fill(rankOf, -1);
    }
    if (rankOf[position] < 0) {
      rankOf[position] = ranks++;
    }
    return rankOf[position];
  }

  private int querySlot(int rank) {
    return prefixSlots() + 2 * rank;
  }

  @Override
  boolean holds(int slot) {
    return written.get(slot);
  }

  @Override
  public int usedSlots() {
    return written.length();
  }

  @Override
  void fillVisible(int entry, float[] target, int from, int count) {
    int own = slot(entry);
    Arrays.fill(target, from, from + own + 1, 0f);
    Arrays.fill(target, from + own + 1, from + count, Float.NEGATIVE_INFINITY);
    for (int slot = written.nextClearBit(0); slot < own; slot = written.nextClearBit(slot + 1)) {
      target[from + slot] = Float.NEGATIVE_INFINITY;
    }
  }
}
