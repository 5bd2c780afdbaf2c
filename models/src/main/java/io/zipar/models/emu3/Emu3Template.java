/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.Grid;
import io.zipar.PromptTokens;
import io.zipar.models.text.PromptTemplate;
import io.zipar.models.text.TextTokenizer;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How Emu3-Gen is prompted: text, the size in tokens as text, and between them the special tokens;
 * the negative prompt likewise.
 *
 * @param network whose prompts they are
 * @param tokens the special tokens
 */
record Emu3Template(Emu3Network network, Emu3Tokens tokens) implements PromptTemplate {
  private static final String QUALITY = " masterpiece, film grained, best quality.";

  private static final String NEGATIVE =
      "lowres, bad anatomy, bad hands, text, error, missing fingers, extra digit, fewer digits,"
          + " cropped, worst quality, low quality, normal quality, jpeg artifacts, signature,"
          + " watermark, username, blurry.";

  @Override
  public PromptTokens encode(
      TextTokenizer tokenizer, String prompt, Optional<String> negative, Grid grid) {
    network.checkTokenizer(tokenizer, tokens.markers());
    return PromptTokens.of(wrapped(tokenizer, prompt + QUALITY, grid))
        .withNegative(wrapped(tokenizer, negative.orElse(NEGATIVE), grid));
  }

  private int[] wrapped(TextTokenizer tokenizer, String text, Grid grid) {
    return Stream.of(
            new int[] {tokens.beginOfSequence()},
            tokenizer.encode(text),
            new int[] {tokens.beginOfImage()},
            tokenizer.encode(grid.rows() + "*" + grid.columns()),
            new int[] {tokens.image()})
        .flatMapToInt(IntStream::of)
        .toArray();
  }
}
