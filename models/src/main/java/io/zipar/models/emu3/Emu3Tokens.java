/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.llama.LlamaSizes;
import io.zipar.spi.TokenNumbering;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The special tokens of Emu3, from its configuration or as published. Visual tokens are the end of
 * the vocabulary and begin three behind the image token.
 *
 * @param beginOfSequence begins a prompt
 * @param beginOfImage stands before the size
 * @param image ends a prompt
 * @param endOfLine stands behind every row
 */
record Emu3Tokens(int beginOfSequence, int beginOfImage, int image, int endOfLine) {
  private static final int IMAGE_TO_VISUAL = 3;
  private static final String BEGIN_OF_SEQUENCE = "bos_token_id";
  private static final String BEGIN_OF_IMAGE = "boi_token_id";
  private static final String IMAGE = "img_token_id";
  private static final String END_OF_LINE = "eol_token_id";

  static Emu3Tokens read(ModelConfig config, Problems problems) {
    return new Emu3Tokens(
        token(config, BEGIN_OF_SEQUENCE, 151849, problems),
        token(config, BEGIN_OF_IMAGE, 151852, problems),
        token(config, IMAGE, 151851, problems),
        token(config, END_OF_LINE, 151846, problems));
  }

  /** Null is no token, and a missing entry the default of the authors' Emu3Config. */
  private static int token(ModelConfig config, String key, int otherwise, Problems problems) {
    if (config.mentions(key) && !config.hasAny(key)) {
      problems.add(config.named(key) + " is null; expected the number of this token");
      problems.check();
    }
    return config.index(key).orElse(otherwise);
  }

  /** The special tokens of a prompt, by their names in the authors' tokenizer. */
  Map<String, Integer> markers() {
    return Map.of(
        "<|extra_203|>",
        beginOfSequence,
        "<|image start|>",
        beginOfImage,
        "<|image token|>",
        image);
  }

  /** Image tokens and the end-of-line token. */
  TokenNumbering numbering(LlamaSizes llama, ModelConfig config, Problems problems) {
    int vocabulary = llama.sizes().vocabulary();
    long first = (long) image + IMAGE_TO_VISUAL;
    if (first >= vocabulary) {
      problems.add(
          stated(config, IMAGE, image)
              + " leaves no visual token in a vocabulary of "
              + vocabulary);
    }
    Map<String, Integer> others = new LinkedHashMap<>();
    others.put(BEGIN_OF_SEQUENCE, beginOfSequence);
    others.put(BEGIN_OF_IMAGE, beginOfImage);
    others.put(END_OF_LINE, endOfLine);
    for (Map.Entry<String, Integer> token : others.entrySet()) {
      if (token.getValue() >= first) {
        problems.add(
            stated(config, token.getKey(), token.getValue())
                + " stands among the visual tokens, which begin at "
                + first);
      }
    }
    problems.check();
    return TokenNumbering.of(IntStream.range((int) first, vocabulary).toArray(), endOfLine);
  }

  private static String stated(ModelConfig config, String key, int token) {
    return config.hasAny(key)
        ? key + " " + token + " in " + config.name()
        : key
            + " "
            + token
            + " (the default of Emu3Config, since "
            + config.name()
            + " does not state it)";
  }
}
