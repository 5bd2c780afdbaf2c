/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The tokens that an image is written with, by their names in the vocabulary of the configuration;
 * a configuration without a vocabulary stands for the published numbers. A token may be absent:
 * such a model still reads and writes text.
 */
final class ChameleonTokens {
  /** {@code IMGIMG}, the digits of the code as letters from A on, {@code Z}. */
  private static final Pattern IMAGE = Pattern.compile("IMGIMG(A|[B-J][A-J]{0,5})Z");

  private static final int PUBLISHED_FIRST_IMAGE = 4;
  private static final int PUBLISHED_IMAGES = 8192;
  private static final int PUBLISHED_BEGIN_OF_IMAGE = 8197;
  private static final int PUBLISHED_RESERVED = 4;
  private static final int RESERVED_END_OF_TURN = 8706;
  private static final int RESERVED_END_OF_LINE = 8799;
  private static final int RESERVED_SIZE = 8800;

  private final int vocabulary;
  private final Map<String, Integer> names;

  private ChameleonTokens(int vocabulary, Map<String, Integer> names) {
    this.vocabulary = vocabulary;
    this.names = names;
  }

  static ChameleonTokens read(ModelConfig config, int vocabulary) {
    return new ChameleonTokens(vocabulary, config.indices("vocabulary_map").orElse(Map.of()));
  }

  OptionalInt beginOfImage() {
    return find("<racm3:break>", PUBLISHED_BEGIN_OF_IMAGE);
  }

  OptionalInt endOfTurn() {
    return reserved(RESERVED_END_OF_TURN);
  }

  /** The token that says that an image is n grids high or wide. */
  OptionalInt size(int grids) {
    return reserved(RESERVED_SIZE + grids);
  }

  /** The special tokens of a prompt, by their names. */
  static Map<String, Integer> markers(int beginOfSequence, int endOfTurn) {
    return Map.of("<s>", beginOfSequence, reservedName(RESERVED_END_OF_TURN), endOfTurn);
  }

  private OptionalInt reserved(int number) {
    return find(reservedName(number), number + PUBLISHED_RESERVED);
  }

  private static String reservedName(int number) {
    return "<reserved%05d>".formatted(number);
  }

  private OptionalInt find(String name, int published) {
    int id = names.isEmpty() ? published : names.getOrDefault(name, -1);
    return id >= 0 && id < vocabulary ? OptionalInt.of(id) : OptionalInt.empty();
  }

  /** Image tokens in the order of their codes, and the end-of-line token if there is one. */
  TokenNumbering numbering(ModelConfig config, Problems problems) {
    int[] images =
        names.isEmpty()
            ? IntStream.range(PUBLISHED_FIRST_IMAGE, PUBLISHED_FIRST_IMAGE + PUBLISHED_IMAGES)
                .toArray()
            : named(config, problems);
    if (Arrays.stream(images).anyMatch(id -> id >= vocabulary)) {
      problems.add(
          "image tokens up to "
              + Arrays.stream(images).max().getAsInt()
              + " do not fit a vocabulary of "
              + vocabulary);
    }
    problems.check();
    OptionalInt endOfLine = reserved(RESERVED_END_OF_LINE);
    int[] structural = endOfLine.isPresent() ? new int[] {endOfLine.getAsInt()} : new int[0];
    if (IntStream.concat(Arrays.stream(images), Arrays.stream(structural)).distinct().count()
        != images.length + structural.length) {
      problems.add("vocabulary_map in " + config.name() + " gives two names the same number");
    }
    problems.check();
    return TokenNumbering.of(images, structural);
  }

  private int[] named(ModelConfig config, Problems problems) {
    TreeMap<Integer, Integer> ids = new TreeMap<>();
    names.forEach(
        (name, id) -> {
          Matcher matcher = IMAGE.matcher(name);
          if (matcher.matches()) {
            ids.put(code(matcher.group(1)), id);
          }
        });
    if (ids.isEmpty()) {
      problems.add("vocabulary_map in " + config.name() + " has no image token (IMGIMG...Z)");
    }
    for (int code = 0; code < ids.size(); code++) {
      if (!ids.containsKey(code)) {
        problems.add("vocabulary_map in " + config.name() + " has no image token of code " + code);
        break;
      }
    }
    problems.check();
    return ids.values().stream().mapToInt(Integer::intValue).toArray();
  }

  private static int code(String letters) {
    return letters.chars().reduce(0, (code, letter) -> 10 * code + letter - 'A');
  }
}
