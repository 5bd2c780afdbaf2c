/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStep.Origin;
import io.zipar.spi.SequenceLayout;
import java.util.Arrays;
import java.util.OptionalInt;

/** What is known or guessed of every position of one image. */
final class Canvas {
  private static final int NONE = -1;

  private final SequenceLayout layout;
  private final int[] tokens;
  private final boolean[] known;
  private final int[] slots;
  private final int[] changedAt;
  private final int firstOpen;
  private int changes;

  Canvas(DecodingContext context) {
    this.layout = context.layout();
    this.tokens = new int[layout.positions()];
    this.known = new boolean[tokens.length];
    this.slots = new int[tokens.length];
    this.changedAt = new int[tokens.length];
    Arrays.fill(tokens, NONE);
    Arrays.fill(slots, NONE);
    for (int position = 0; position < tokens.length; position++) {
      OptionalInt token = context.knownToken(position);
      if (token.isPresent()) {
        commit(position, token.getAsInt());
      }
    }
    this.firstOpen = context.nextOpen(0);
  }

  /** The position of the first cell that was not known from the start. */
  int firstOpen() {
    return firstOpen;
  }

  SequenceLayout layout() {
    return layout;
  }

  boolean isKnown(int position) {
    return known[position];
  }

  boolean hasToken(int position) {
    return tokens[position] != NONE;
  }

  int token(int position) {
    return tokens[position];
  }

  /** The token that was last fed at a position. */
  int fedToken(int position) {
    return slots[position];
  }

  void commit(int position, int token) {
    guess(position, token);
    known[position] = true;
  }

  void guess(int position, int token) {
    if (tokens[position] != token) {
      tokens[position] = token;
      changedAt[position] = ++changes;
    }
  }

  /** How many changes of a token there have been. */
  int changes() {
    return changes;
  }

  /** Which of the {@link #changes()} was the last one at a position, 0 if it has no token yet. */
  int changedAt(int position) {
    return changedAt[position];
  }

  /** Whether the token that was last fed at a position is the one that stands there. */
  boolean slotIsCurrent(int position) {
    return hasToken(position) && slots[position] == tokens[position];
  }

  /** Feeds what stands at a position; {@code guess} tells what it is if it is not known. */
  void feed(int position, Origin guess, DecodingStep.Builder step) {
    slots[position] = tokens[position];
    step.feed(position, tokens[position], known[position] ? Origin.KNOWN : guess);
  }
}
