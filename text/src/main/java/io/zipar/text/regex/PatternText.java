/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

/** The text of an expression while it is read, character by character. */
final class PatternText {
  static final int END = -1;

  private final int[] characters;
  private int at;

  PatternText(String text) {
    this.characters = text.codePoints().toArray();
  }

  int at() {
    return at;
  }

  void goTo(int place) {
    at = place;
  }

  /** The next character, or END. */
  int peek() {
    return at < characters.length ? characters[at] : END;
  }

  int next() {
    if (at >= characters.length) {
      throw new RegexException("ends in the middle");
    }
    return characters[at++];
  }

  boolean take(int wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  boolean take(String wanted) {
    int length = wanted.length();
    if (at + length > characters.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (characters[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  boolean contains(int wanted, int from) {
    for (int i = from; i < characters.length; i++) {
      if (characters[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** What stands before a character, which is passed over. */
  String upTo(int end) {
    int begin = at;
    while (next() != end) {
      // Goes on.
    }
    return new String(characters, begin, at - 1 - begin);
  }

  /** A number, or END if no digit stands here. */
  int number() {
    if (peek() < '0' || peek() > '9') {
      return END;
    }
    long value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = Math.min(Integer.MAX_VALUE - 1, 10 * value + next() - '0');
    }
    return (int) value;
  }

  /** At most so many hexadecimal digits. */
  int hexadecimal(int most) {
    int begin = at;
    int value = 0;
    while (at - begin < most && CharacterSets.isHexDigit(peek())) {
      value = 16 * value + Character.digit(next(), 16);
    }
    if (at == begin || !Character.isValidCodePoint(value)) {
      throw new RegexException("has an escape that is no character");
    }
    return value;
  }
}
