/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.nio.charset.StandardCharsets;

/** The visible characters that stand for bytes, as in GPT-2. */
final class ByteAlphabet {
  private static final int BYTES = 256;
  private static final char[] CHARACTERS = characters();

  private ByteAlphabet() {}

  /** The bytes of a text in UTF-8, a character each. */
  static String of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    char[] characters = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      characters[i] = CHARACTERS[bytes[i] & 0xff];
    }
    return new String(characters);
  }

  /** Printable characters of Latin-1 are their own; the others follow behind. */
  private static char[] characters() {
    char[] characters = new char[BYTES];
    char next = BYTES;
    for (char value = 0; value < BYTES; value++) {
      boolean printable =
          value >= '!' && value <= '~'
              || value >= '\u00a1' && value <= '\u00ff' && value != '\u00ad';
      characters[value] = printable ? value : next++;
    }
    return characters;
  }
}
