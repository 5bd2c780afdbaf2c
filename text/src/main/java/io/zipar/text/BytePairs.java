/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.text.pairs.Merging;
import io.zipar.text.pairs.PairRanks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Byte-pair encoding of bytes, where the rank of a token is its number. Immutable, safe for several
 * threads.
 */
final class BytePairs {
  private static final int NONE = -1;

  private final Map<String, Integer> ranks;
  private final String[] tokens;
  private final int longest;

  /**
   * An encoder.
   *
   * @param ranks the rank of each token as {@link RankFile} reads it, which is its number too
   */
  BytePairs(Map<String, Integer> ranks) {
    this.ranks = ranks;
    this.tokens = new String[ranks.size()];
    ranks.forEach((token, rank) -> tokens[rank] = token);
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
    int whole = bytes.length() > longest ? NONE : ranks.getOrDefault(bytes, NONE);
    if (whole == NONE) {
      int[] single = bytes.chars().map(value -> ranks.get(Character.toString(value))).toArray();
      new Merging(single, this::pair).run(target);
    } else {
      target.accept(whole);
    }
  }

  private long pair(int left, int right) {
    String one = tokens[left];
    String other = tokens[right];
    int rank =
        one.length() + other.length() > longest ? NONE : ranks.getOrDefault(one + other, NONE);
    return rank == NONE ? PairRanks.NONE : PairRanks.of(rank, rank);
  }
}
