/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A sequence whose slots are its places: those of the prefix, then one for each position. An entry
 * sees slots up to its own, and a target is read at the position before it.
 */
class PositionSequence extends LaneSequence {
  private final int prefixSlots;
  private final int[] hiddenSlots;
  private final int mutualSlots;
  private final boolean writtenAlone;
  private final BitSet written = new BitSet();
  private int[] entryOfSlot = {};
  private int usedSlots;

  PositionSequence(
      PrefixInput prefix, RotaryTable rotary, TokenNumbering tokens, Visibility visibility) {
    super(prefix, rotary, tokens, Optional.empty());
    this.prefixSlots = prefix.slots();
    this.hiddenSlots =
        IntStream.range(0, prefixSlots).filter(slot -> !prefix.isVisible(slot)).toArray();
    this.mutualSlots = prefix.mutualSlots();
    this.writtenAlone = visibility == Visibility.WRITTEN;
  }

  @Override
  public final int slots() {
    return rotary().slots();
  }

  @Override
  final void arrange(LanePass pass) {
    if (entryOfSlot.length == 0) {
      entryOfSlot = new int[slots()];
    }
    usedSlots = 0;
    if (pass.prefill()) {
      for (int slot = 0; slot < prefixSlots; slot++) {
        note(slot, addPrefix(slot));
      }
    }
    for (int i = 0; i < pass.positions().length; i++) {
      int position = pass.positions()[i];
      int slot = prefixSlots + position;
      note(slot, addToken(pass.tokens()[i], slot, position));
    }
    for (int target : pass.targets()) {
      addRow();
      addTarget(target);
    }
    for (int i = 0; i < pass.draftPositions().length; i++) {
      addRow();
      addPart(entryAt(pass.draftPositions()[i]), predictionHeads() + pass.draftHeads()[i]);
    }
  }

  /** Adds what a target is read at. */
  void addTarget(int target) {
    addPart(entryAt(target - 1), 0);
  }

  /** How many heads take part in the prediction of a target, before the draft heads. */
  int predictionHeads() {
    return 1;
  }

  /** The entry at a fed position; position -1, the end of the prefix, is its last slot. */
  final int entryAt(int position) {
    return entryOfSlot[prefixSlots + position];
  }

  private void note(int slot, int entry) {
    written.set(slot);
    entryOfSlot[slot] = entry;
    usedSlots = Math.max(usedSlots, slot + 1);
  }

  @Override
  public int usedSlots() {
    return usedSlots;
  }

  @Override
  public final boolean seesUnwritten() {
    return !writtenAlone;
  }

  /** Nothing was written to a slot that is not less than this. */
  final int writtenSlots() {
    return written.length();
  }

  @Override
  final void fillVisible(int entry, float[] target, int from, int count) {
    int own = slot(entry);
    int end = end(own);
    Arrays.fill(target, from, from + end, 0f);
    Arrays.fill(target, from + end, from + count, Float.NEGATIVE_INFINITY);
    for (int slot : hiddenSlots) {
      if (slot < own) {
        target[from + slot] = Float.NEGATIVE_INFINITY;
      }
    }
    if (writtenAlone) {
      int slot = written.nextClearBit(prefixSlots);
      while (slot < end) {
        target[from + slot] = Float.NEGATIVE_INFINITY;
        slot = written.nextClearBit(slot + 1);
      }
    }
  }

  /** The first slot that an entry cannot see any more. */
  int end(int own) {
    return own < mutualSlots ? mutualSlots : own + 1;
  }
}
