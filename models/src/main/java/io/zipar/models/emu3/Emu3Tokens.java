/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.llama.LlamaSizes;
import io.zipar.spi.TokenNumbering;
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

  static Emu3Tokens read(ModelConfig config) {
    return new Emu3Tokens(
        config.index("bos_token_id").orElse(151849),
        config.index("boi_token_id").orElse(151852),
        config.index("img_token_id").orElse(151851),
        config.index("eol_token_id").orElse(151846));
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
          "img_token_id "
              + image
              + " in "
              + config.name()
              + " leaves no visual token in a vocabulary of "
              + vocabulary);
    }
    for (int token : new int[] {beginOfSequence, beginOfImage, endOfLine}) {
      if (token >= first) {
        problems.add(
            "special token "
                + token
                + " in "
                + config.name()
                + " stands among the visual tokens, which begin at "
                + first);
      }
    }
    problems.check();
    return TokenNumbering.of(IntStream.range((int) first, vocabulary).toArray(), endOfLine);
  }
}
