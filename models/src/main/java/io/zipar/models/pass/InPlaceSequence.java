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

/**
 * A sequence in the order of arrival in which a token takes the slot of its query token (LPD, arXiv
 * 2507.01957, section 3.2). Tokens see all tokens, those of their pass included, and no query;
 * queries see all tokens and the queries of their pass.
 */
final class InPlaceSequence extends ArrivalSequence {
  private int[] slotOf = {};
  private int tokenEnd;
  private int queryEnd;
  private int firstQuery;

  InPlaceSequence(
      PrefixInput prefix,
      RotaryTable rotary,
      TokenNumbering tokens,
      QueryRows queries,
      int positions) {
    super(prefix, rotary, tokens, queries, positions);
    this.tokenEnd = prefix.slots();
  }

  @Override
  public int slots() {
    return prefixSlots() + positions();
  }

  @Override
  int spareEntries(LanePass pass) {
    return pass.targets().length;
  }

  @Override
  void arrange(LanePass pass) {
    beginWithPrefix(pass);
    for (int i = 0; i < pass.positions().length; i++) {
      int position = pass.positions()[i];
      addToken(pass.tokens()[i], tokenSlot(position), position);
    }
    firstQuery = entries();
    queryEnd = tokenEnd;
    for (int target : pass.targets()) {
      addRow();
      addPart(addQuery(target, queryEnd++), 0);
    }
  }

  /** The slot of a fed position; one that is fed again keeps it. */
  private int tokenSlot(int position) {
    if (slotOf.length == 0) {
      slotOf = new int[positions()];
    }
    if (slotOf[position] == 0) {
      slotOf[position] = tokenEnd++;
    }
    return slotOf[position];
  }

  @Override
  public int usedSlots() {
    return queryEnd;
  }

  @Override
  void fillVisible(int entry, float[] target, int from, int count) {
    int own = slot(entry);
    int end = entry >= firstQuery ? queryEnd : own < prefixSlots() ? own + 1 : tokenEnd;
    Arrays.fill(target, from, from + end, 0f);
    Arrays.fill(target, from + end, from + count, Float.NEGATIVE_INFINITY);
  }
}
