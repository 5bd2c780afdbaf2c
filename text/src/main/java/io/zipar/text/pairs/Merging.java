/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.pairs;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * Byte-pair encoding of one text: of all neighbours that become one token those of the lowest rank
 * do, the first of several, until there are none. Takes n log n steps. Not safe for several threads
 * and used once.
 */
public final class Merging {
  private final PairRanks ranks;
  private final int[] tokens;
  private final int[] next;
  private final int[] previous;

  /** Rank and token that a part and the next become. */
  private final long[] pairs;

  /** Rank and first part of pairs; what has changed since it was put in is left out later. */
  private final PriorityQueue<Long> queue = new PriorityQueue<>();

  /**
   * Begins with a token for each byte or character.
   *
   * @param tokens their numbers; changed while it runs
   * @param ranks what becomes one
   */
  public Merging(int[] tokens, PairRanks ranks) {
    this.ranks = ranks;
    this.tokens = tokens;
    this.next = new int[tokens.length];
    this.previous = new int[tokens.length];
    this.pairs = new long[tokens.length];
    Arrays.setAll(next, part -> part + 1);
    Arrays.setAll(previous, part -> part - 1);
    for (int part = 0; part < tokens.length; part++) {
      findPair(part);
    }
  }

  /**
   * Merges.
   *
   * @param target receives the tokens that are left, from left to right
   */
  public void run(IntConsumer target) {
    while (!queue.isEmpty()) {
      long best = queue.remove();
      int part = (int) best;
      if (pairs[part] != PairRanks.NONE && pairs[part] >> Integer.SIZE == best >> Integer.SIZE) {
        join(part);
      }
    }
    for (int part = 0; part < tokens.length; part = next[part]) {
      target.accept(tokens[part]);
    }
  }

  private void join(int part) {
    int gone = next[part];
    tokens[part] = (int) pairs[part];
    next[part] = next[gone];
    pairs[gone] = PairRanks.NONE;
    if (next[part] < tokens.length) {
      previous[next[part]] = part;
    }
    findPair(part);
    if (previous[part] >= 0) {
      findPair(previous[part]);
    }
  }

  private void findPair(int part) {
    int second = next[part];
    pairs[part] =
        second < tokens.length ? ranks.find(tokens[part], tokens[second]) : PairRanks.NONE;
    if (pairs[part] != PairRanks.NONE) {
      queue.add(pairs[part] >> Integer.SIZE << Integer.SIZE | part);
    }
  }
}
