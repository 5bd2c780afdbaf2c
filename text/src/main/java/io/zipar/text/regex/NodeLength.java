/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

/** How many characters a part matches, where that is fixed. */
final class NodeLength {
  private static final int MOST = 1000;

  private NodeLength() {}

  /**
   * The length of a part.
   *
   * @throws RegexException if it varies
   */
  static int of(Node node) {
    int length = count(node);
    if (length > MOST) {
      throw new RegexException("looks behind by more than " + MOST + " characters");
    }
    return length;
  }

  private static int count(Node node) {
    if (node instanceof Node.One) {
      return 1;
    }
    if (node instanceof Node.All all) {
      int sum = 0;
      for (Node part : all.parts()) {
        sum = Math.min(MOST + 1, sum + count(part));
      }
      return sum;
    }
    if (node instanceof Node.Any any) {
      int first = count(any.choices().get(0));
      for (Node choice : any.choices()) {
        if (count(choice) != first) {
          throw varies();
        }
      }
      return first;
    }
    if (node instanceof Node.Repeat repeat) {
      if (repeat.least() != repeat.most()) {
        throw varies();
      }
      return (int) Math.min(MOST + 1, (long) repeat.least() * count(repeat.part()));
    }
    return node instanceof Node.Atomic atomic ? count(atomic.part()) : 0;
  }

  private static RegexException varies() {
    return new RegexException("looks behind by a number of characters that varies");
  }
}
