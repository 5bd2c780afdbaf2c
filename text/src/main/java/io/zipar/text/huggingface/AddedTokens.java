/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.CharacterSets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers of the tokens that a model's vocabulary has or lacks, as the library gives them: in
 * the order of the file behind the vocabulary, whatever {@code id} says, and once each.
 */
final class AddedTokens {
  private final List<AddedToken> tokens;
  private final Map<String, Integer> numbers;
  private final Set<String> special = new HashSet<>();

  AddedTokens(List<AddedToken> tokens, ModelFile model) {
    this.tokens = tokens;
    this.numbers = new HashMap<>(model.numbers());
    int next = model.size();
    for (AddedToken token : tokens) {
      if (token.content().isEmpty()) {
        continue;
      }
      if (token.special()) {
        special.add(token.content());
      }
      Integer number = numbers.putIfAbsent(token.content(), next);
      next = Math.max(next, (number == null ? next : number) + 1);
    }
  }

  /** Numbers by names, those of the model among them. */
  Map<String, Integer> numbers() {
    return numbers;
  }

  Set<String> special() {
    return special;
  }

  /**
   * Those that a text may contain.
   *
   * @param normalized whether those that are looked for after the text was changed
   * @param normalizer changes them too
   */
  Finder finder(boolean normalized, java.util.function.UnaryOperator<String> normalizer) {
    Map<String, AddedToken> found = new HashMap<>();
    for (AddedToken token : tokens) {
      if (token.normalized() == normalized && !special.contains(token.content())) {
        found.putIfAbsent(normalizer.apply(token.content()), token);
      }
    }
    return new Finder(found);
  }

  /** Finds tokens in a text. */
  final class Finder {
    private final Map<String, AddedToken> byText;
    private final PieceIndex index;

    private Finder(Map<String, AddedToken> byText) {
      this.byText = byText;
      this.index = new PieceIndex(byText.keySet());
    }

    /** Splits off what is a token: the longest of those that begin first. */
    List<Segment> split(List<Segment> segments) {
      if (byText.isEmpty()) {
        return segments;
      }
      List<Segment> parts = new ArrayList<>();
      for (Segment segment : segments) {
        if (segment.isToken()) {
          parts.add(segment);
        } else {
          split(segment, parts);
        }
      }
      return parts;
    }

    private void split(Segment segment, List<Segment> parts) {
      String text = segment.text();
      int from = 0;
      for (int at = 0; at < text.length(); ) {
        String found = index.longestAt(text, at);
        if (found == null) {
          at++;
          continue;
        }
        AddedToken token = byText.get(found);
        int end = at + found.length();
        if (!token.singleWord() || isWord(text, at, end)) {
          int begin = token.stripsLeft() ? Math.max(from, spaceBefore(text, at)) : at;
          int stop = token.stripsRight() ? spaceBehind(text, end) : end;
          add(segment, from, begin, Segment.NONE, parts);
          add(segment, begin, stop, numbers.get(token.content()), parts);
          from = stop;
        }
        at = Math.max(end, from);
      }
      add(segment, from, text.length(), Segment.NONE, parts);
    }

    private static void add(Segment whole, int begin, int end, int token, List<Segment> parts) {
      if (begin < end) {
        parts.add(
            new Segment(whole.text().substring(begin, end), token, whole.first() && begin == 0));
      }
    }

    private static boolean isWord(String text, int begin, int end) {
      return (begin == 0 || !isOfWord(text.codePointBefore(begin)))
          && (end == text.length() || !isOfWord(text.codePointAt(end)));
    }

    private static boolean isOfWord(int c) {
      return CharacterSets.isWord(c) || c == 0x200c || c == 0x200d;
    }

    private static int spaceBefore(String text, int end) {
      int begin = end;
      while (begin > 0 && CharacterSets.isSpace(text.charAt(begin - 1))) {
        begin--;
      }
      return begin;
    }

    private static int spaceBehind(String text, int begin) {
      int end = begin;
      while (end < text.length() && CharacterSets.isSpace(text.charAt(end))) {
        end++;
      }
      return end;
    }
  }
}
