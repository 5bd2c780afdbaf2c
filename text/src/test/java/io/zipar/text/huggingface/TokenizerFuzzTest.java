/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import com.google.gson.JsonParser;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.DamagedFiles;
import io.zipar.models.text.TextTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged tokenizers are opened or refused, and what is opened encodes or refuses every text. */
class TokenizerFuzzTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "the red fox's 2024 ",
          "a".repeat(200) + "!",
          " \n\u00e9\u0301\u5c0f\ud83e\udd8a\ud800 zebra<s>\u2581",
          "(a+)+$ [[]] \\p{L}".repeat(20));

  private static final List<String> WORDS =
      List.of(
          "null",
          "-1",
          "4294967296",
          "1e999",
          "[[[[",
          "{}",
          "[]",
          "\"\"",
          "true",
          "(a+)+$",
          "(.*)*",
          "a{1000}",
          "(?=.*)",
          "(?<=a|b)",
          "\\\\p{L}",
          "[^",
          "\"Regex\"",
          "\"String\"",
          "\"Precompiled\"",
          "\"type\":",
          "\\ud800",
          "\\u0000",
          "\"ignore_merges\":true,",
          "\"byte_fallback\":true,",
          "\"unk_id\":null,",
          "\"end_of_word_suffix\":\"x\",",
          "\"continuing_subword_prefix\":\"##\",",
          "\u00ff\u00fe",
          "\u001b[2J",
          "AAAA",
          "\"normalized\":true",
          "\"special\":true");

  @TempDir Path folder;

  @Test
  void damagedTokenizers() {
    List<byte[]> seeds =
        Stream.of(
                MadeUpFiles.file(
                    "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"\\\\s+\"},\"content\":\" \"},{\"type\":\"Prepend\",\"prepend\":\"x\"}]}",
                    "{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(?i:'s|'t)|[^\\\\r\\\\n\\\\p{L}]?\\\\p{L}+|\\\\p{N}{1,3}|\\\\s+(?!\\\\S)|\\\\s+\"},\"behavior\":\"Isolated\",\"invert\":false},{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"use_regex\":true}]}",
                    MadeUpFiles.pairs(true, 1),
                    "[{\"id\":5,\"content\":\"zebra\",\"single_word\":true,\"lstrip\":true,\"rstrip\":true,\"normalized\":true,\"special\":false}]"),
                MadeUpFiles.file(
                    "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"" + map() + "\"}",
                    "{\"type\":\"Metaspace\",\"replacement\":\"\u2581\",\"prepend_scheme\":\"first\"}",
                    MadeUpFiles.pieces(true, 2),
                    "[{\"id\":0,\"content\":\"<s>\",\"special\":true}]"),
                MadeUpFiles.file(
                    "{\"type\":\"NFKC\"}",
                    "{\"type\":\"Whitespace\"}",
                    JsonParser.parseString(
                            "{\"type\":\"WordPiece\",\"unk_token\":\"?\",\"vocab\":{\"a\":0,\"##a\":1,\"?\":2,\"the\":3}}")
                        .getAsJsonObject(),
                    "[]"))
            .map(json -> json.getBytes(StandardCharsets.UTF_8))
            .toList();
    new DamagedFiles(seeds, WORDS, InvalidInputException.class)
        .check(folder.resolve("tokenizer.json"), TokenizerFuzzTest::use);
  }

  private static void use(Path file) {
    TextTokenizer tokenizer = TokenizerFile.open(file);
    int size = tokenizer.vocabulary().orElseThrow().size();
    InvalidInputException last = null;
    for (String text : TEXTS) {
      try {
        for (int token : tokenizer.encode(text)) {
          if (token < 0 || token >= size) {
            throw new IllegalStateException("token " + token + " of " + size);
          }
        }
      } catch (InvalidInputException e) {
        last = e;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  private static String map() {
    try (var in = TokenizerFuzzTest.class.getResourceAsStream("/sentencepiece/charsmap.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
