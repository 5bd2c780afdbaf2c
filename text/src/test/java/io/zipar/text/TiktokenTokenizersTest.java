/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiktokenTokenizersTest {
  private static final String LIST = "emu3_vision_tokens.txt";

  @TempDir Path folder;

  /** Tokens that would reach from one piece into the next are never made. */
  @Test
  void tokensEndWhereTheirPieceEnds() throws IOException {
    TextTokenizer tokenizer =
        open(" a", "12", "it", "'s", "it's", "a\n", "  ", " !", "!?", " !?", "\n\n");
    assertArrayEquals(new int[] {256, 256}, tokenizer.encode(" a a"));
    assertArrayEquals(new int[] {'1', '2'}, tokenizer.encode("12"));
    assertArrayEquals(new int[] {258, 259}, tokenizer.encode("it's"));
    assertArrayEquals(new int[] {'a', '\n'}, tokenizer.encode("a\n"));
    assertArrayEquals(new int[] {262, 256}, tokenizer.encode("   a"));
    assertArrayEquals(new int[] {265}, tokenizer.encode(" !?"));
    assertArrayEquals(new int[] {'a', ' ', 266}, tokenizer.encode("a \n\n"));
    assertArrayEquals(new int[] {'a', 266, 256}, tokenizer.encode("a\n\n a"));
  }

  @Test
  void whatALetterOrABlankIsUnicodeSays() throws IOException {
    TextTokenizer tokenizer = open("é1", "éa", "\u3000\u3000", "\u00a0a");
    assertArrayEquals(new int[] {0xc3, 0xa9, '1'}, tokenizer.encode("é1"));
    assertArrayEquals(new int[] {257}, tokenizer.encode("éa"));
    assertArrayEquals(new int[] {258}, tokenizer.encode("\u3000\u3000"));
    assertArrayEquals(new int[] {259}, tokenizer.encode("\u00a0a"));
  }

  @Test
  void textIsComposed() throws IOException {
    assertArrayEquals(new int[] {0xc3, 0xa9}, open().encode("e\u0301"));
  }

  @Test
  void whatLooksLikeASpecialTokenIsText() throws IOException {
    assertEquals("<|extra_203|>".length(), open().encode("<|extra_203|>").length);
  }

  /** Neither the splitting nor the merging may take a time that grows with the square. */
  @ParameterizedTest
  @CsvSource({"a", "' '", "!", "1", "'\n'", "' a'", "'\n '", "e\u0301", "'s"})
  void aLongTextIsEncoded(String part) throws IOException {
    int[] tokens = open().encode(part.repeat(300_000));
    assertTrue(tokens.length >= 300_000);
  }

  /** Published are 151643 tokens of text, and bos 151849, img 151851, boi 151852. */
  @Test
  void specialTokensFollowThoseOfText() throws IOException {
    TextVocabulary vocabulary = open("ab").vocabulary().orElseThrow();
    int published = 151643 - 257;
    Map<String, Integer> names = vocabulary.names();
    assertEquals(257, names.get("<|endoftext|>"));
    assertEquals(151849 - published, names.get("<|extra_203|>"));
    assertEquals(151851 - published, names.get("<|image token|>"));
    assertEquals(151852 - published, names.get("<|image start|>"));
    assertEquals(151854 - published, vocabulary.size());
    assertEquals(folder.resolve("emu3.tiktoken").toString(), vocabulary.source());
  }

  @Test
  void aListOfSpecialTokensThatCannotBeUsedIsRefused() throws IOException {
    open();
    Path list = folder.resolve(LIST);
    Files.writeString(list, "<|extra_7|>\n");
    assertEquals(list + ": names a token twice, or one of those before it", refusal());
    Files.write(list, new byte[] {(byte) 0xff});
    assertEquals(list + ": is not UTF-8 text", refusal());
    Files.delete(list);
    assertEquals(
        list + ": is missing; it lists the special tokens of the tokenizer beside it", refusal());
  }

  @Test
  void aFolderWithoutTheFileHasNone() {
    assertTrue(new TiktokenTokenizers().open(folder).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "YWI= | line 257: expected a token in base64, a space and its rank",
        "YWI= x | line 257: expected a token in base64, a space and its rank",
        "YWI= -1 | line 257: expected a token in base64, a space and its rank",
        "YWI= 99999999999 | line 257: expected a token in base64, a space and its rank",
        "YWI= 256 more | line 257: expected a token in base64, a space and its rank",
        "é 256 | line 257: expected a token in base64, a space and its rank",
        "YQ== 256 | line 257: this token has a rank already",
        "YWI= 255 | rank 255 of 257 tokens; expected each of 0 ... 256 once",
        "YWI= 257 | rank 257 of 257 tokens; expected each of 0 ... 256 once"
      })
  void aFileThatIsNoVocabularyIsRefused(String line, String message) throws IOException {
    List<String> lines = new ArrayList<>(lines());
    lines.add(line);
    assertRefused(lines, message);
  }

  @Test
  void aVocabularyLacksNoByte() throws IOException {
    List<String> lines = lines();
    assertRefused(
        lines.subList(0, 255), "has no token for the byte 0xff; every text needs all 256 bytes");
    assertRefused(List.of(), "is empty, not a vocabulary of tiktoken: copy or download it again");
  }

  @Test
  void aTokenIsNotEndless() throws IOException {
    List<String> lines = lines("a".repeat(1025));
    assertRefused(lines, "line 257: a token has at most 1024 bytes, not 1025");
  }

  private void assertRefused(List<String> lines, String message) throws IOException {
    Path file = folder.resolve("emu3.tiktoken");
    Files.write(file, lines);
    assertEquals(file + ": " + message, refusal());
  }

  private String refusal() {
    TiktokenTokenizers factory = new TiktokenTokenizers();
    return assertThrows(InvalidInputException.class, () -> factory.open(folder)).getMessage();
  }

  /** All bytes, each as its own number, and more tokens behind them. */
  private TextTokenizer open(String... more) throws IOException {
    Files.write(folder.resolve("emu3.tiktoken"), lines(more));
    Files.write(
        folder.resolve(LIST), List.of("<|image token|>", "", " <|image start|>", "<|image end|>"));
    return new TiktokenTokenizers().open(folder).orElseThrow();
  }

  private static List<String> lines(String... more) {
    List<byte[]> tokens = new ArrayList<>();
    for (int value = 0; value < 256; value++) {
      tokens.add(new byte[] {(byte) value});
    }
    for (String token : more) {
      tokens.add(token.getBytes(StandardCharsets.UTF_8));
    }
    List<String> lines = new ArrayList<>();
    for (byte[] token : tokens) {
      lines.add(Base64.getEncoder().encodeToString(token) + " " + lines.size());
    }
    return lines;
  }
}
