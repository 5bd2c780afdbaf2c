/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.pairs.PairRanks;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Which pairs of tokens become one token, in which order. */
final class PairTable implements PairRanks {
  private static final long EMPTY = -1;

  private final long[] pairs;
  private final long[] merged;

  /** So that nobody writes a file whose pairs all fall into one place. */
  private final long secret = new SplittableRandom().nextLong();

  /** A table for so many pairs. */
  PairTable(int most) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, most)) + 1;
    this.pairs = new long[1 << bits];
    this.merged = new long[1 << bits];
    Arrays.fill(pairs, EMPTY);
  }

  /** Of a pair that stands twice the later holds. */
  void put(int left, int right, int rank, int token) {
    int place = place(left, right);
    pairs[place] = pair(left, right);
    merged[place] = PairRanks.of(rank, token);
  }

  @Override
  public long find(int left, int right) {
    int place = place(left, right);
    return pairs[place] == EMPTY ? NONE : merged[place];
  }

  private int place(int left, int right) {
    long pair = pair(left, right);
    long mixed = (pair ^ secret) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 29) * 0x94d049bb133111ebL;
    int place = (int) (mixed >>> 32) & pairs.length - 1;
    while (pairs[place] != EMPTY && pairs[place] != pair) {
      place = place + 1 & pairs.length - 1;
    }
    return place;
  }

  private static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }
}
