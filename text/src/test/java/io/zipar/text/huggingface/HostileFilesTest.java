/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.text.TextTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that end the JVM, hang, or lie where they reach the library: one line each here. */
class HostileFilesTest {
  private static final String WORDS =
      "\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0,\"[UNK]\":1},\"unk_token\":\"[UNK]\"}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AAAA | is broken: its trie does not fit into its 3 bytes",
        "BAAAAA== | is broken: its trie does not fit into its 4 bytes",
        "/////wAAAAA= | is broken: its trie does not fit into its 8 bytes",
        "a b | is not base64",
        "BAAAAAAAAAD/ | is broken: its replacements are not UTF-8 text"
      })
  void aBrokenMapOfCharacters(String map, String problem) throws IOException {
    refuse(
        "{"
            + WORDS
            + ",\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\""
            + map
            + "\"}}",
        "normalizer.precompiled_charsmap: " + problem);
  }

  /** A leaf for the letter a whose value lies outside of the replacements. */
  @Test
  void aMapOfCharactersThatLeadsOutside() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * 128 + 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 4 * 128);
    bytes.putInt(4 + 4 * 'a', ('a' ^ 1) << 10 | 1 << 8 | 'a');
    bytes.putInt(4 + 4, 100);
    TextTokenizer tokenizer =
        open(
            "{"
                + WORDS
                + ",\"normalizer\":{\"type\":\"Precompiled\",\"precompiled_charsmap\":\""
                + Base64.getEncoder().encodeToString(bytes.array())
                + "\"}}");
    assertLine(
        assertThrows(InvalidInputException.class, () -> tokenizer.encode("a")),
        "normalizer.precompiled_charsmap: is broken: a replacement begins in the middle");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(a+)+$ | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "(a?a)+$ | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
        "(?:(?:a*)*)*b | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac",
        "(.*)(.*)(.*)(.*)[^a] | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void anExpressionThatBacktracks(String regex, String text) throws IOException {
    TextTokenizer tokenizer = open(split(regex));
    assertLine(
        assertThrows(InvalidInputException.class, () -> tokenizer.encode(text)),
        "the vocabulary cannot express");
  }

  /** Ten thousand characters, at each of which everything behind is looked at. */
  @Test
  void anExpressionThatTakesTooManySteps() throws IOException {
    TextTokenizer tokenizer = open(split(".*!|a"));
    assertLine(
        assertThrows(InvalidInputException.class, () -> tokenizer.encode("a".repeat(10_000))),
        "a regular expression of this tokenizer takes more than 20000000 steps on this text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(a | has a parenthesis that is not closed",
        "a) | has a parenthesis that closes none",
        "[a | ends in the middle",
        "(a)\\\\1 | has the escape \\1, which is not supported",
        "a{1,100000} | repeats more than 20000 times",
        "(?:(?:a{1000}){1000}){1000} | is too long",
        "(?<=a+)b | looks behind by a number of characters that varies",
        "\\\\p{Klingon} | has the property 'Klingon', which is not supported",
        "*a | repeats nothing",
        "(?P<x>a) | has a group that begins (?P, which is not supported"
      })
  void anExpressionThatIsNotUnderstood(String regex, String problem) throws IOException {
    String shown = regex.replace("\\\\", "\\");
    refuse(
        split(regex), "pre_tokenizer.pattern: the regular expression '" + shown + "' " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Replace\",\"pattern\":{\"String\":\"\"},\"content\":\"x\"} | normalizer.pattern: is an empty text",
        "{\"type\":\"Replace\",\"pattern\":{\"Glob\":\"*\"},\"content\":\"x\"} | normalizer.pattern: expected one of the keys 'String', 'Regex'",
        "{\"type\":\"Replace\",\"pattern\":\"x\",\"content\":\"x\"} | normalizer.pattern: expected an object, found the text 'x'",
        "{\"type\":\"Rot13\"} | normalizer: the kind 'Rot13' is not supported",
        "{\"type\":\"Prepend\",\"prepend\":3} | normalizer.prepend: expected a text, found 3",
        "{\"type\":\"Sequence\",\"normalizers\":{}} | normalizer.normalizers: expected a list, found an object",
        "{\"type\":\"Sequence\",\"normalizers\":[null]} | normalizer.normalizers[0]: expected an object, found null",
        "[] | normalizer: expected an object, found a list"
      })
  void aNormalizerThatIsNotUnderstood(String normalizer, String problem) throws IOException {
    refuse("{" + WORDS + ",\"normalizer\":" + normalizer + "}", problem);
  }

  @Test
  void whatIsReplacedIsNeverEmpty() throws IOException {
    TextTokenizer tokenizer =
        open(
            "{"
                + WORDS
                + ",\"normalizer\":{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"x*\"},\"content\":\"y\"}}");
    assertLine(
        assertThrows(InvalidInputException.class, () -> tokenizer.encode("a")),
        "normalizer.pattern: matches the empty text, which cannot be replaced");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"WordLevel\",\"vocab\":{\"a\":-1}} | model.vocab: the token 'a': is '-1'; expected a whole number",
        "{\"type\":\"WordLevel\",\"vocab\":{\"a\":99999999999999999999}} | model.vocab: the token 'a': is '99999999999999999999'",
        "{\"type\":\"WordLevel\",\"vocab\":{\"a\":1.5}} | model.vocab: the token 'a': is '1.5'",
        "{\"type\":\"WordLevel\",\"vocab\":{\"a\":2147483647}} | model.vocab: the token 'a': is '2147483647'",
        "{\"type\":\"WordLevel\",\"vocab\":{\"a\":null}} | model.vocab: the token 'a': expected a whole number, found null",
        "{\"type\":\"WordLevel\",\"vocab\":[[\"a\",0]]} | model.vocab: the kind 'WordLevel' needs numbers by names",
        "{\"type\":\"WordLevel\",\"vocab\":3} | model.vocab: expected an object, found number",
        "{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[null,0.0]]} | model.vocab[0][0]: expected a text, found null",
        "{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[{\"a\":1},0.0]]} | model.vocab[0][0]: expected a text, found an object",
        "{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[\"a\"]} | model.vocab[0]: expected a list of a piece and its score, found a text",
        "{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"a\",1e999]]} | model.vocab[0][1]: is '1e999', which no double can hold",
        "{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"a\",0,1]]} | model.vocab[0]: has more than two values",
        "{\"type\":\"Unigram\",\"unk_id\":7,\"vocab\":[[\"a\",0]]} | model.unk_id: is 7, but there are 1 pieces",
        "{\"type\":\"Unigram\",\"unk_id\":-7,\"vocab\":[[\"a\",0]]} | model.unk_id: expected a whole number of at least 0",
        "{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a b\"]} | model.merges[0]: the vocabulary has no token 'b'",
        "{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a a\"]} | model.merges[0]: the vocabulary has no token 'aa'",
        "{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a\"]} | model.merges[0]: is 'a'; expected two tokens with one space between",
        "{\"type\":\"BPE\",\"continuing_subword_prefix\":\"\u6f22\u6f22\",\"vocab\":{\"a\":0},\"merges\":[\"a a\"]} | model.merges[0]: 'a' does not begin with the prefix",
        "{\"type\":\"BPE\",\"dropout\":0.5,\"vocab\":{\"a\":0},\"merges\":[]} | model.dropout: is 0.5, so that a prompt",
        "{\"type\":\"Char\",\"vocab\":{\"a\":0}} | model: the kind 'Char' is not supported"
      })
  void aModelThatIsNotUnderstood(String model, String problem) throws IOException {
    refuse("{\"model\":" + model + "}", problem);
  }

  @Test
  void deepNesting() throws IOException {
    String deep = "[".repeat(100_000);
    refuse("{\"post_processor\":" + deep, "is not valid JSON");
    refuse("{\"normalizer\":" + deep, "is not valid JSON");
    refuse(split("(".repeat(10_000)), "pre_tokenizer.pattern: the regular expression");
    refuse(split("[".repeat(10_000)), "pre_tokenizer.pattern: the regular expression");
    String sequence = "{\"type\":\"Sequence\",\"normalizers\":[";
    refuse("{\"normalizer\":" + sequence.repeat(10_000), "is not valid JSON");
  }

  @Test
  void controlCharactersOfAFileStayThere() throws IOException {
    refuse(
        "{" + WORDS + ",\"normalizer\":{\"type\":\"\\u001b[2J\\u0007\\u202e\"}}",
        "normalizer: the kind '?[2J??' is not supported");
  }

  /** A special token that stands twice, or is of another number in the file, moves no other. */
  @ParameterizedTest
  @CsvSource({"'<x>,<x>', 3", "'<x>,<y>,<x>', 4", "'a,<x>', 3", "',<x>', 3"})
  void numbersGoOnBehindTheVocabulary(String special, int zebra) throws IOException {
    StringBuilder added = new StringBuilder();
    for (String token : special.split(",")) {
      added.append(added(token, true)).append(',');
    }
    TextTokenizer tokenizer =
        open(
            "{\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"a\":0,\"b\":1}},\"pre_tokenizer\":"
                + "{\"type\":\"WhitespaceSplit\"},\"added_tokens\":["
                + added
                + added("zebra", false)
                + "]}");
    assertArrayEquals(new int[] {zebra, 1}, tokenizer.encode("zebra b"));
    assertEquals(zebra, tokenizer.vocabulary().orElseThrow().names().get("zebra"));
    assertEquals(zebra + 1, tokenizer.vocabulary().orElseThrow().size());
  }

  @Test
  void piecesWithoutOneForTheUnknown() throws IOException {
    TextTokenizer tokenizer =
        open(
            "{\"model\":{\"type\":\"Unigram\",\"unk_id\":null,\"vocab\":[[\"ab\",-1],[\"b\",-2],[\"<x>\",0]]},"
                + "\"added_tokens\":["
                + added("<x>", true)
                + "]}");
    assertArrayEquals(new int[] {0, 1}, tokenizer.encode("abb"));
    for (String text : new String[] {"z", "abz", "\u200d\u0301", "<x>", "\n"}) {
      assertLine(
          assertThrows(InvalidInputException.class, () -> tokenizer.encode(text)),
          "the vocabulary cannot express '");
    }
  }

  /** The library counts tokens by the vocabulary's size, so that a gap gives a number twice. */
  private static String added(String content, boolean special) {
    return "{\"id\":77,\"content\":\"%s\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":%s}"
        .formatted(content, special);
  }

  private static String split(String regex) {
    return "{"
        + WORDS
        + ",\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\""
        + regex
        + "\"},\"behavior\":\"Isolated\",\"invert\":false}}";
  }

  private void refuse(String json, String problem) throws IOException {
    assertLine(assertThrows(InvalidInputException.class, () -> open(json)), problem);
  }

  private void assertLine(Exception refusal, String problem) {
    String message = refusal.getMessage();
    assertTrue(message.startsWith(folder.resolve("tokenizer.json") + ": " + problem), message);
    assertEquals(1, message.lines().count());
    assertTrue(message.chars().noneMatch(Character::isISOControl), message);
  }

  private TextTokenizer open(String json) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, json);
    return TokenizerFile.open(file);
  }
}
