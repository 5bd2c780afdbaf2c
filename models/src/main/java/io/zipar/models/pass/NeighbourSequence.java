/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.Visibility;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;

/**
 * A sequence in the order of positions whose entries see everything that is written, and whose
 * targets are read at their neighbours (NAR, arXiv 2503.10696): by head 0 at the left one, by head
 * 1 at the upper one, by head 2 at the same cell of the frame before. The first cell is read by all
 * heads at the end of the prefix.
 */
final class NeighbourSequence extends PositionSequence {
  private final SequenceLayout layout;
  private final int directions;

  NeighbourSequence(
      PrefixInput prefix,
      RotaryTable rotary,
      TokenNumbering tokens,
      SequenceLayout layout,
      int directions) {
    super(prefix, rotary, tokens, Visibility.WRITTEN);
    this.layout = layout;
    this.directions = directions;
  }

  @Override
  void addTarget(int target) {
    if (target == 0) {
      for (int head = 0; head < directions; head++) {
        addPart(entryAt(SequenceLayout.PREFIX_END), head);
      }
      return;
    }
    layout.left(target).ifPresent(position -> addPart(entryAt(position), 0));
    layout.above(target).ifPresent(position -> addPart(entryAt(position), 1));
    layout.before(target).ifPresent(position -> addPart(entryAt(position), 2));
  }

  @Override
  int predictionHeads() {
    return directions;
  }

  @Override
  public int usedSlots() {
    return writtenSlots();
  }

  @Override
  int end(int own) {
    return own < prefix().slots() ? super.end(own) : writtenSlots();
  }
}
