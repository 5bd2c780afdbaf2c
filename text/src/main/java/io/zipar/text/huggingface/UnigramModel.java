/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

/** Of all ways to cut a text into pieces the one whose scores have the greatest sum. */
final class UnigramModel implements PieceModel {
  private static final double PENALTY = 10;

  private final Vocabulary vocabulary;
  private final double[] scores;
  private final double unknownScore;
  private final OptionalInt unknown;
  private final Optional<ByteTokens> bytes;
  private final PieceIndex index;

  UnigramModel(ModelFile file, Vocabulary vocabulary) {
    Map<String, Integer> numbers = vocabulary.numbers();
    this.vocabulary = vocabulary;
    this.scores = file.scores();
    double least = Double.POSITIVE_INFINITY;
    for (double score : scores) {
      least = Math.min(least, score);
    }
    this.unknownScore = least - PENALTY;
    this.unknown = file.unknownNumber();
    this.bytes =
        file.flag("byte_fallback") ? Optional.of(ByteTokens.of(numbers)) : Optional.empty();
    Set<String> pieces = new HashSet<>(numbers.keySet());
    pieces.removeAll(vocabulary.hidden());
    numbers.forEach(
        (piece, number) -> {
          if (unknown.isPresent() && unknown.getAsInt() == number) {
            pieces.remove(piece);
          }
        });
    this.index = new PieceIndex(pieces);
  }

  @Override
  public void encode(String text, IntConsumer target) throws Unknown {
    Lattice lattice = new Lattice(text);
    StringBuilder lost = new StringBuilder();
    for (int[] piece : lattice.best()) {
      String part = text.substring(piece[0], piece[1]);
      if (lattice.isUnknown(piece[1])) {
        lost.append(part);
      } else {
        addUnknown(lost, target);
        target.accept(vocabulary.numbers().get(part));
      }
    }
    addUnknown(lost, target);
  }

  /** Neighbours that the vocabulary lacks are one token, or the bytes of all of them. */
  private void addUnknown(StringBuilder lost, IntConsumer target) throws Unknown {
    if (lost.isEmpty()) {
      return;
    }
    String text = lost.toString();
    lost.setLength(0);
    if (bytes.isPresent() && bytes.get().encode(text, target)) {
      return;
    }
    if (unknown.isEmpty() || !Unknown.isInvisible(text)) {
      throw new Unknown(text);
    }
    target.accept(unknown.getAsInt());
  }

  /** The best way to every place of a text. */
  private final class Lattice {
    private static final int NONE = -1;

    private final int[] begins;
    private final double[] sums;
    private final boolean[] unknowns;

    Lattice(String text) {
      int length = text.length();
      begins = new int[length + 1];
      sums = new double[length + 1];
      unknowns = new boolean[length + 1];
      java.util.Arrays.fill(begins, NONE);
      for (int at = 0; at < length; ) {
        int start = at;
        int next = at + Character.charCount(text.codePointAt(at));
        boolean[] single = {false};
        index.findAt(
            text,
            start,
            piece -> {
              int number = vocabulary.numbers().get(piece);
              offer(start, start + piece.length(), scores[number], false);
              single[0] |= start + piece.length() == next;
            });
        if (!single[0]) {
          offer(start, next, unknownScore, true);
        }
        at = next;
      }
    }

    private void offer(int begin, int end, double score, boolean isUnknown) {
      double sum = sums[begin] + score;
      if (begins[end] == NONE || sum > sums[end]) {
        begins[end] = begin;
        sums[end] = sum;
        unknowns[end] = isUnknown;
      }
    }

    boolean isUnknown(int end) {
      return unknowns[end];
    }

    /** Begin and end of each piece, in their order. */
    Deque<int[]> best() {
      Deque<int[]> pieces = new ArrayDeque<>();
      for (int end = begins.length - 1; end > 0; end = begins[end]) {
        pieces.addFirst(new int[] {begins[end], end});
      }
      return pieces;
    }
  }
}
