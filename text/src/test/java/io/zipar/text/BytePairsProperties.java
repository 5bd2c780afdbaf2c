/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BytePairsProperties {
  private static final int MERGES = 60;

  /** Few letters, so that much can be merged, and the vocabulary's tokens in any order. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc\u00ff").ofMaxLength(80);
  }

  @Property
  void pairsAreMergedInTheOrderOfTheirRanks(@ForAll("texts") String text, @ForAll int seed) {
    Map<String, Integer> ranks = vocabulary(new Random(seed));
    assertEquals(naive(text, ranks), encode(text, ranks));
  }

  @Property
  void tokensJoinedAreTheBytes(@ForAll("texts") String text, @ForAll int seed) {
    Map<String, Integer> ranks = vocabulary(new Random(seed));
    Map<Integer, String> tokens =
        ranks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    assertEquals(text, encode(text, ranks).stream().map(tokens::get).collect(Collectors.joining()));
  }

  /** A merging that looked at every pair for every merge would take minutes. */
  @Example
  void aLongPieceIsEncoded() {
    Map<String, Integer> ranks = bytes();
    for (String token = "aa"; token.length() <= 64; token += token) {
      ranks.put(token, ranks.size());
    }
    int longest = ranks.size() - 1;
    int count = 1 << 12;
    int[] expected = IntStream.range(0, count).map(i -> longest).toArray();
    assertArrayEquals(
        expected,
        encode("a".repeat(64 * count), ranks).stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<Integer> encode(String text, Map<String, Integer> ranks) {
    List<Integer> tokens = new ArrayList<>();
    new BytePairs(ranks).encode(text.getBytes(StandardCharsets.ISO_8859_1), tokens::add);
    return tokens;
  }

  /** A whole piece that is a token is that token, even where merging would not lead to it. */
  private static List<Integer> naive(String text, Map<String, Integer> ranks) {
    if (ranks.containsKey(text)) {
      return List.of(ranks.get(text));
    }
    List<String> parts = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split("")));
    while (true) {
      int best = -1;
      int lowest = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < parts.size(); i++) {
        int rank = ranks.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
        if (rank < lowest) {
          lowest = rank;
          best = i;
        }
      }
      if (best < 0) {
        return parts.stream().map(ranks::get).toList();
      }
      parts.set(best, parts.get(best) + parts.remove(best + 1));
    }
  }

  private static Map<String, Integer> bytes() {
    return IntStream.range(0, 256)
        .boxed()
        .collect(Collectors.toMap(Character::toString, rank -> rank, (a, b) -> a, HashMap::new));
  }

  /** Single bytes and joins of two tokens, with ranks in no order. */
  private static Map<String, Integer> vocabulary(Random random) {
    List<String> letters = new ArrayList<>(List.of("a", "b", "c", "\u00ff"));
    for (int merge = 0; merge < MERGES; merge++) {
      String joined = any(letters, random) + any(letters, random);
      if (!letters.contains(joined) && joined.length() < 12) {
        letters.add(joined);
      }
    }
    List<String> tokens = new ArrayList<>(bytes().keySet());
    letters.stream().skip(4).forEach(tokens::add);
    Collections.shuffle(tokens, random);
    return IntStream.range(0, tokens.size())
        .boxed()
        .collect(Collectors.toMap(tokens::get, rank -> rank));
  }

  private static String any(List<String> letters, Random random) {
    return letters.get(random.nextInt(letters.size()));
  }
}
