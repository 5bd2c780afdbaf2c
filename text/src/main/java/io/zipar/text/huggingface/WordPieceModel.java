/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Words cut into the longest pieces from left to right, as in BERT. */
final class WordPieceModel implements PieceModel {
  private static final int MOST_CHARACTERS = 100;
  private static final String PREFIX = "##";

  private final Vocabulary vocabulary;
  private final String prefix;
  private final long mostCharacters;
  private final int longest;

  WordPieceModel(ModelFile file, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.prefix = file.text("continuing_subword_prefix").orElse(PREFIX);
    this.mostCharacters = file.number("max_input_chars_per_word").orElse(MOST_CHARACTERS);
    this.longest = vocabulary.longest();
  }

  @Override
  public void encode(String text, IntConsumer target) throws Unknown {
    if (text.codePointCount(0, text.length()) > mostCharacters) {
      throw new Unknown(text);
    }
    IntStream.Builder numbers = IntStream.builder();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + longest);
      int number = find(text, at, end);
      while (number == Vocabulary.NONE && end > at + 1) {
        end--;
        number = find(text, at, end);
      }
      if (number == Vocabulary.NONE) {
        throw new Unknown(text);
      }
      numbers.add(number);
      at = end;
    }
    numbers.build().forEach(target);
  }

  private int find(String text, int begin, int end) {
    String piece = text.substring(begin, end);
    return vocabulary.find(begin == 0 ? piece : prefix + piece);
  }
}
