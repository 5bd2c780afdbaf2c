/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

/** Texts as the oldest protocol writes them, in one line each. */
final class PickleText {
  private PickleText() {}

  /** A text in Python's quotes, with backslashes before what does not fit a line. */
  static String quoted(String line) {
    String text = line.strip();
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '\'' || text.charAt(0) == '"')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return unescaped(quoted ? text.substring(1, text.length() - 1) : text, "x");
  }

  /** A text with backslashes before what is not Latin-1 alone. */
  static String unicode(String line) {
    return unescaped(line, "uU");
  }

  private static String unescaped(String text, String numbered) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '\\' || at == text.length()) {
        plain.append(next);
        continue;
      }
      char letter = text.charAt(at++);
      int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
      if (numbered.indexOf(letter) >= 0 && isHexadecimal(text, at, digits)) {
        int code = (int) Long.parseLong(text, at, at + digits, 16);
        plain.appendCodePoint(Character.isValidCodePoint(code) ? code : '?');
        at += digits;
      } else if (numbered.equals("x")) {
        plain.append(letter == 'n' ? '\n' : letter == 't' ? '\t' : letter);
      } else {
        plain.append(next).append(letter);
      }
    }
    return plain.toString();
  }

  private static boolean isHexadecimal(String text, int at, int digits) {
    return at + digits <= text.length()
        && text.chars().skip(at).limit(digits).allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
