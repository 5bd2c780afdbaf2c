/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.models.text.TextTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The same numbers as the library, for any text and every kind of part. Of characters those that
 * both Unicode tables know.
 */
class LibraryProperties {
  private static final String METASPACE =
      "{\"type\":\"Metaspace\",\"replacement\":\"\u2581\",\"prepend_scheme\":\"%s\",\"split\":%s}";
  private static final String SPLIT =
      "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"%s\"},\"behavior\":\"%s\",\"invert\":%s}";
  private static final String BYTES =
      "{\"type\":\"ByteLevel\",\"add_prefix_space\":%s,\"trim_offsets\":true,\"use_regex\":%s}";
  private static final String PLAIN_BYTES = BYTES.formatted("false", "false");

  /** Of texts where each is given to many parts. */
  private static final int MANY_PARTS = 250;

  private static final Map<String, Pair> PAIRS = new ConcurrentHashMap<>();

  private record Pair(String key, TextTokenizer ours, Library library) {}

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of(
            "the",
            "red fox",
            "it's",
            "We'll",
            "DON'T",
            " in",
            "  ",
            "   ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "2024",
            "1",
            "caf\u00e9",
            "cafe\u0301",
            "na\u00efve",
            "\u5c0f\u3055",
            "\u8d64",
            "\ud83e\udd8a",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\u2764\ufe0f",
            "\u0440\u044b\u0436\u0430\u044f",
            "\uac00",
            "\u1100\u1161",
            "\u0e01\u0e33",
            "\u0627\u0644\u0633\u064e\u0651",
            "\u00a0",
            "\u3000",
            "\u2028",
            "\u0085",
            "\ufb01",
            "\uff21",
            "\u2460",
            "\u00b2",
            "\u00bd",
            "\u0660",
            "\u0130",
            "\u03a3",
            "\u00df",
            "\u017f",
            "\u212a",
            "!",
            "...",
            "+=",
            "\u2019",
            "\u2581",
            "zebra",
            " zebra ",
            "zebras",
            "\u200b",
            "\u00ad",
            "\ufeff",
            "\ufffd",
            "\u0007",
            "\u007f",
            "\u3040",
            "\ue000",
            "_",
            "\u203f",
            "'",
            "\"",
            "\ud835\udd38",
            "\u0301",
            "IMGIMGABZ",
            "<b>",
            "ZEBRA",
            "http://a.b/c?d=e");
    Arbitrary<String> characters =
        Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(32, 126)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0xa0, 0x24f)),
                net.jqwik.api.Tuple.of(
                    2,
                    Arbitraries.of(OLD)
                        .flatMap(range -> Arbitraries.integers().between(range[0], range[1]))))
            .map(Character::toString);
    return Arbitraries.oneOf(words, characters)
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  /** Characters of scripts that were complete before both tables were made. */
  private static final int[][] OLD = {
    {0x1, 0x24f},
    {0x391, 0x3a1},
    {0x3b1, 0x3c9},
    {0x400, 0x45f},
    {0x5d0, 0x5ea},
    {0x621, 0x652},
    {0x905, 0x939},
    {0xe01, 0xe3a},
    {0x10d0, 0x10f0},
    {0x1100, 0x1112},
    {0x1e00, 0x1eff},
    {0x2000, 0x2027},
    {0x2030, 0x205e},
    {0x20a0, 0x20b5},
    {0x2100, 0x214f},
    {0x2190, 0x22ff},
    {0x2460, 0x25ff},
    {0x3000, 0x3096},
    {0x30a0, 0x30ff},
    {0x4e00, 0x9fa5},
    {0xac00, 0xd7a3},
    {0xf900, 0xfa2d},
    {0xff01, 0xffbe},
    {0x1d400, 0x1d454},
    {0x1f300, 0x1f320}
  };

  @Property
  void byteLevelsOfGpt2(@ForAll("texts") String text) {
    check(text, "null", BYTES.formatted("false", "true"), true);
    check(text, "null", BYTES.formatted("true", "true"), true);
    check(text, "{\"type\":\"NFC\"}", PLAIN_BYTES, true);
  }

  @Property(tries = MANY_PARTS)
  void splitsOfPublishedTokenizers(@ForAll("texts") String text) {
    check(
        text,
        "{\"type\":\"NFC\"}",
        sequence(
            split(
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "Isolated",
                false),
            PLAIN_BYTES),
        true);
    check(
        text,
        "{\"type\":\"Sequence\",\"normalizers\":[]}",
        sequence(
            split("[\\r\\n]", "Isolated", false),
            split(
                "\\s?[A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u0370-\u0373\ud835\udd38]+",
                "Isolated",
                false),
            split("\\s?[!-/:-~\uff01-\uff0f\u2018-\u201f\u3000-\u3002]+", "Isolated", false),
            split("\\s+$", "Isolated", false),
            split("[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+", "Isolated", false),
            "{\"type\":\"Digits\",\"individual_digits\":true}",
            PLAIN_BYTES),
        true);
    check(
        text,
        "null",
        sequence(
            split("\\p{N}{1,3}", "Isolated", false),
            split(
                "[!\\\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                    + "| ?[\\p{P}\\p{S}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "Isolated", false),
            PLAIN_BYTES),
        true);
    check(
        text,
        "null",
        sequence(
            split("(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z", "Isolated", false),
            "{\"type\":\"Punctuation\",\"behavior\":\"Contiguous\"}",
            "{\"type\":\"Digits\",\"individual_digits\":false}",
            BYTES.formatted("false", "true")),
        true);
  }

  @Property(tries = MANY_PARTS)
  void splitsOfEveryManner(@ForAll("texts") String text) {
    for (String manner :
        new String[] {
          "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"
        }) {
      check(text, "null", sequence(split("\\s|\\d|'", manner, false), PLAIN_BYTES), true);
      check(text, "null", sequence(split("\\w+", manner, true), PLAIN_BYTES), true);
      check(
          text,
          "null",
          sequence("{\"type\":\"Punctuation\",\"behavior\":\"" + manner + "\"}", PLAIN_BYTES),
          true);
    }
  }

  @Property(tries = MANY_PARTS)
  void expressions(@ForAll("texts") String text) {
    for (String regex :
        new String[] {
          "^\\w+|\\w+$",
          "(?<=e)\\w|(?<!a)b",
          "\\b\\w",
          "(?i)[a-f]+|THE",
          "a*?e|(?:re)+?d",
          "(?>e+)d|x",
          "\\p{Lu}\\p{Ll}*+",
          "[[:punct:]&&[^']]+",
          "[^\\W\\d_]+",
          ".{2,3}?",
          "(?m:.)\\n",
          "\\R",
          "x{0,2}e?",
          "(?=e)|o",
          "[a-c[x-z]]|\\u0065",
          "(t|h|e)*",
          "\\h{2}",
          "\\p{^L}{,2}",
          "\\p{Han}+|\\p{Cyrillic}",
          "[]e]",
          "[\\]\\-a]+",
          "(?x) e  d # ends",
          "e{2}?d",
          "o+?|\\Ae|r\\z",
          "(a|ab)(c|bcd)?",
          "(?i)\u017f|k|\u03c3"
        }) {
      check(text, "null", sequence(split(regex, "Isolated", false), PLAIN_BYTES), true);
    }
  }

  @Property(tries = MANY_PARTS)
  void normalizers(@ForAll("texts") String text) {
    for (String normalizer :
        new String[] {
          "{\"type\":\"NFD\"}",
          "{\"type\":\"NFKC\"}",
          "{\"type\":\"NFKD\"}",
          "{\"type\":\"Lowercase\"}",
          "{\"type\":\"Strip\",\"strip_left\":true,\"strip_right\":false}",
          "{\"type\":\"Strip\",\"strip_left\":false,\"strip_right\":true}",
          "{\"type\":\"StripAccents\"}",
          "{\"type\":\"Nmt\"}",
          "{\"type\":\"ByteLevel\"}",
          "{\"type\":\"BertNormalizer\",\"clean_text\":true,\"handle_chinese_chars\":true,\"strip_accents\":null,\"lowercase\":true}",
          "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"\\\\s+\"},"
              + "\"content\":\" \"},{\"type\":\"Lowercase\"}]}",
          "{\"type\":\"Replace\",\"pattern\":{\"String\":\"e\"},\"content\":\"\"}"
        }) {
      check(text, normalizer, normalizer.contains("ByteLevel") ? "null" : PLAIN_BYTES, true);
    }
  }

  @Property(tries = MANY_PARTS)
  void preTokenizers(@ForAll("texts") String text) {
    for (String first :
        new String[] {
          "{\"type\":\"Whitespace\"}",
          "{\"type\":\"WhitespaceSplit\"}",
          "{\"type\":\"CharDelimiterSplit\",\"delimiter\":\"e\"}",
          "{\"type\":\"BertPreTokenizer\"}",
          METASPACE.formatted("always", "true"),
          METASPACE.formatted("first", "true"),
          METASPACE.formatted("never", "false")
        }) {
      check(text, "null", sequence(first, PLAIN_BYTES), true);
    }
  }

  @Property
  void charactersWithTokensForBytes(@ForAll("texts") String text) {
    check(
        text,
        "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"Prepend\",\"prepend\":\"\u2581\"},"
            + "{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"\u2581\"}]}",
        "null",
        false);
    check(text, "null", METASPACE.formatted("first", "false"), false);
  }

  @Property
  void pieces(@ForAll("texts") String text) {
    check(
        pair(
            "pieces",
            () ->
                MadeUpFiles.file(
                    "{\"type\":\"NFKC\"}",
                    sequence(
                        "{\"type\":\"WhitespaceSplit\"}", METASPACE.formatted("always", "true")),
                    MadeUpFiles.pieces(true, 3),
                    "[]")),
        text);
    check(
        pair(
            "whole pieces",
            () ->
                MadeUpFiles.file(
                    "null",
                    METASPACE.formatted("always", "false"),
                    MadeUpFiles.pieces(true, 4),
                    "[]")),
        text);
  }

  @Property
  void addedTokens(@ForAll("texts") String text) {
    check(
        pair(
            "added",
            () ->
                MadeUpFiles.file(
                    "{\"type\":\"Lowercase\"}",
                    BYTES.formatted("false", "true"),
                    MadeUpFiles.pairs(true, 5),
                    added())),
        text);
    check(
        pair(
            "added first",
            () ->
                MadeUpFiles.file(
                    "null",
                    METASPACE.formatted("first", "true"),
                    MadeUpFiles.pairs(false, 5),
                    added())),
        text);
  }

  private static String added() {
    return Stream.of(
            "zebra true false false false",
            "ZEBRA false true true false",
            "fox false false true true",
            "in false true false true",
            "2024 false false false false",
            "20 false false false true",
            "Caf\u00e9 true false false true")
        .map(line -> line.split(" "))
        .map(
            word ->
                ("{\"id\":0,\"content\":\"%s\",\"single_word\":%s,\"lstrip\":%s,\"rstrip\":%s,\"normalized\":%s,\"special\":false}")
                    .formatted((Object[]) word))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String split(String regex, String manner, boolean invert) {
    return SPLIT.formatted(regex.replace("\\", "\\\\").replace("\\\\\"", "\\\""), manner, invert);
  }

  private static String sequence(String... parts) {
    return "{\"type\":\"Sequence\",\"pretokenizers\":[" + String.join(",", parts) + "]}";
  }

  private static void check(String text, String normalizer, String preTokenizer, boolean bytes) {
    check(
        pair(
            normalizer + preTokenizer + bytes,
            () -> MadeUpFiles.file(normalizer, preTokenizer, MadeUpFiles.pairs(bytes, 1), "[]")),
        text);
  }

  private static void check(Pair pair, String text) {
    assertArrayEquals(
        pair.library.encode(text), pair.ours.encode(text), () -> text + " by " + pair.key);
  }

  private static Pair pair(String key, java.util.function.Supplier<String> json) {
    return PAIRS.computeIfAbsent(key, made -> open(key, json.get()));
  }

  private static Pair open(String key, String json) {
    try {
      Path file = Files.createTempFile("tokenizer", ".json");
      Files.writeString(file, json);
      TextTokenizer ours = TokenizerFile.open(file);
      Files.delete(file);
      return new Pair(key, ours, new Library(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
