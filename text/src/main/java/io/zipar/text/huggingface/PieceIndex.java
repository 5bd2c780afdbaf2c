/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.Arrays;
import java.util.Collection;

/** Finds which of many pieces a text goes on with. Immutable. */
final class PieceIndex {
  /** In the order of their characters, so that those with one begin stand side by side. */
  private final String[] pieces;

  PieceIndex(Collection<String> pieces) {
    this.pieces = pieces.stream().filter(piece -> !piece.isEmpty()).toArray(String[]::new);
    Arrays.sort(this.pieces);
  }

  /** Receives pieces. */
  @FunctionalInterface
  interface Target {
    void accept(String piece);
  }

  /** Tells all pieces that stand at a place, the shortest first. */
  void findAt(String text, int start, Target target) {
    int low = 0;
    int high = pieces.length;
    for (int length = 1; low < high && start + length <= text.length(); length++) {
      char next = text.charAt(start + length - 1);
      low = bound(low, high, length - 1, next);
      high = bound(low, high, length - 1, next + 1);
      if (low < high && pieces[low].length() == length) {
        target.accept(pieces[low]);
        low++;
      }
    }
  }

  /** The longest piece at a place, or null. */
  String longestAt(String text, int start) {
    String[] longest = new String[1];
    findAt(text, start, piece -> longest[0] = piece);
    return longest[0];
  }

  /** The first piece of a range whose character at an index is at least so great. */
  private int bound(int from, int to, int index, int character) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pieces[middle].charAt(index) < character) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
