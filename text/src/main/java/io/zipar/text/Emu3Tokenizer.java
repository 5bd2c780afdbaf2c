/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Text as Emu3 splits it before it encodes bytes: it is composed (NFC), and no token reaches from
 * one word, digit, run of signs or run of blanks into the next.
 *
 * @param pairs encode a piece
 * @param tokens sizes and special tokens, which no text contains
 */
record Emu3Tokenizer(BytePairs pairs, TextVocabulary tokens) implements TextTokenizer {
  /** What ends an English word is a piece, a sign or blank before a word belongs to it. */
  private static final Pattern PIECE =
      Pattern.compile(
          "(?i:'(?:s|t|re|ve|m|ll|d))"
              + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+"
              + "|\\p{N}"
              + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
              + "|\\s*[\\r\\n]+"
              + "|\\s+(?!\\S)"
              + "|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

  @Override
  public int[] encode(String text) {
    IntStream.Builder tokens = IntStream.builder();
    Matcher pieces = PIECE.matcher(Normalizer.normalize(whole(text), Normalizer.Form.NFC));
    while (pieces.find()) {
      pairs.encode(pieces.group().getBytes(StandardCharsets.UTF_8), tokens);
    }
    return tokens.build().toArray();
  }

  @Override
  public Optional<TextVocabulary> vocabulary() {
    return Optional.of(tokens);
  }

  /** Half of a surrogate pair has no bytes; as in tiktoken the replacement character stands in. */
  private static String whole(String text) {
    return HALF_CHARACTER.matcher(text).replaceAll("\ufffd");
  }
}
