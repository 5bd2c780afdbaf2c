/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.AttentionMask;
import io.zipar.spi.LanePass;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A sequence whose slots are its places: those of the prefix, then one for each position. An entry
 * sees slots up to its own.
 */
final class PositionSequence extends LaneSequence {
  private final int prefixSlots;
  private final int[] hiddenSlots;
  private final int mutualSlots;
  private final boolean writtenAlone;
  private final BitSet written = new BitSet();
  private int[] entryOfSlot = {};
  private int usedSlots;
  private Optional<AttentionMask> mask = Optional.empty();

  PositionSequence(
      PrefixInput prefix, RotaryTable rotary, TokenNumbering tokens, Visibility visibility) {
    super(prefix, rotary, tokens);
    this.prefixSlots = prefix.slots();
    this.hiddenSlots =
        IntStream.range(0, prefixSlots).filter(slot -> !prefix.isVisible(slot)).toArray();
    this.mutualSlots = prefix.mutualSlots();
    this.writtenAlone = visibility == Visibility.WRITTEN;
  }

  @Override
  public int slots() {
    return rotary().slots();
  }

  @Override
  void arrange(LanePass pass) {
    mask = pass.mask();
    usedSlots = 0;
    if (entryOfSlot.length == 0) {
      entryOfSlot = new int[slots()];
    }
    if (pass.prefill()) {
      for (int slot = 0; slot < prefixSlots; slot++) {
        note(slot, addPrefix(slot));
      }
    }
    for (int i = 0; i < pass.positions().length; i++) {
      int slot = prefixSlots + pass.positions()[i];
      note(slot, addToken(pass.tokens()[i], slot, slot));
    }
    for (int target : pass.targets()) {
      // What precedes the first position is the last slot of the prefix.
      addRead(entryOfSlot[prefixSlots + target - 1]);
    }
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
  public void fillBias(int entry, float[] target, int from, int count) {
    int own = slot(entry);
    int end = own < mutualSlots ? mutualSlots : own + 1;
    Arrays.fill(target, from, from + end, 0f);
    Arrays.fill(target, from + end, from + count, Float.NEGATIVE_INFINITY);
    for (int slot : hiddenSlots) {
      if (slot < own) {
        target[from + slot] = Float.NEGATIVE_INFINITY;
      }
    }
    if (writtenAlone) {
      int slot = written.nextClearBit(prefixSlots);
      while (slot < own) {
        target[from + slot] = Float.NEGATIVE_INFINITY;
        slot = written.nextClearBit(slot + 1);
      }
    }
    if (mask.isPresent()) {
      AttentionMask restriction = mask.get();
      for (int slot = prefixSlots; slot < own; slot++) {
        if (!restriction.sees(own - prefixSlots, slot - prefixSlots)) {
          target[from + slot] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }
}
