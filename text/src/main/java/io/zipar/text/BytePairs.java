/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * Byte-pair encoding: of all neighbours that make a token together, those of the lowest rank become
 * one, the first of several, until none is left. Takes n log n steps for n bytes. Immutable, safe
 * for several threads.
 */
final class BytePairs {
  private static final int NONE = -1;

  private final Map<String, Integer> ranks;
  private final int longest;

  /**
   * An encoder.
   *
   * @param ranks the rank of each token as {@link RankFile} reads it, which is its number too
   */
  BytePairs(Map<String, Integer> ranks) {
    this.ranks = ranks;
    this.longest = ranks.keySet().stream().mapToInt(String::length).max().orElseThrow();
  }

  /** The number of tokens. */
  int size() {
    return ranks.size();
  }

  /**
   * Encodes bytes.
   *
   * @param piece what no token reaches beyond
   * @param target receives the tokens, none for no bytes
   */
  void encode(byte[] piece, IntConsumer target) {
    String bytes = new String(piece, StandardCharsets.ISO_8859_1);
    int whole = rank(bytes, 0, piece.length);
    if (whole == NONE) {
      new Merging(bytes).run(target);
    } else {
      target.accept(whole);
    }
  }

  private int rank(String bytes, int from, int to) {
    return to - from > longest ? NONE : ranks.getOrDefault(bytes.substring(from, to), NONE);
  }

  /** The parts of a text, each by the index of its first byte. */
  private final class Merging {
    private final String bytes;
    private final int[] next;
    private final int[] previous;

    /** The rank that a part and the next have together. */
    private final int[] pairRank;

    /** Rank and first part of pairs; what has changed since it was put in is left out later. */
    private final PriorityQueue<Long> pairs = new PriorityQueue<>();

    Merging(String bytes) {
      this.bytes = bytes;
      this.next = new int[bytes.length()];
      this.previous = new int[bytes.length()];
      this.pairRank = new int[bytes.length()];
      Arrays.setAll(next, part -> part + 1);
      Arrays.setAll(previous, part -> part - 1);
      for (int part = 0; part < bytes.length(); part++) {
        findPair(part);
      }
    }

    void run(IntConsumer target) {
      while (!pairs.isEmpty()) {
        long best = pairs.remove();
        int part = (int) best;
        if (pairRank[part] == best >> Integer.SIZE) {
          join(part);
        }
      }
      for (int part = 0; part < bytes.length(); part = next[part]) {
        target.accept(rank(bytes, part, next[part]));
      }
    }

    private void join(int part) {
      int gone = next[part];
      next[part] = next[gone];
      pairRank[gone] = NONE;
      if (next[part] < bytes.length()) {
        previous[next[part]] = part;
      }
      findPair(part);
      if (previous[part] >= 0) {
        findPair(previous[part]);
      }
    }

    private void findPair(int part) {
      int second = next[part];
      pairRank[part] = second < bytes.length() ? rank(bytes, part, next[second]) : NONE;
      if (pairRank[part] != NONE) {
        pairs.add((long) pairRank[part] << Integer.SIZE | part);
      }
    }
  }
}
