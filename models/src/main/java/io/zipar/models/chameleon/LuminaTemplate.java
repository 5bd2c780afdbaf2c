/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import io.zipar.Grid;
import io.zipar.PromptTokens;
import io.zipar.models.text.PromptTemplate;
import io.zipar.models.text.TextTokenizer;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How Lumina-mGPT is prompted: one sentence with the size in pixels, then the user's words, then
 * the end of the turn. The unconditional lane is the network's, so that there is no negative prompt
 * unless the user gives one, which is wrapped likewise.
 *
 * @param network whose prompts they are
 * @param endOfTurn the token that ends a prompt
 */
record LuminaTemplate(ChameleonNetwork network, int endOfTurn) implements PromptTemplate {
  private static final int BEGIN_OF_SEQUENCE = ChameleonNetwork.BEGIN_OF_SEQUENCE;
  private static final int PIXELS = 16;

  @Override
  public PromptTokens encode(
      TextTokenizer tokenizer, String prompt, Optional<String> negative, Grid grid) {
    network.checkTokenizer(tokenizer, ChameleonTokens.markers(BEGIN_OF_SEQUENCE, endOfTurn));
    PromptTokens tokens = PromptTokens.of(wrapped(tokenizer, prompt, grid));
    return negative
        .map(unwanted -> tokens.withNegative(wrapped(tokenizer, unwanted, grid)))
        .orElse(tokens);
  }

  private int[] wrapped(TextTokenizer tokenizer, String words, Grid grid) {
    String text =
        "Generate an image of "
            + PIXELS * grid.columns()
            + "x"
            + PIXELS * grid.rows()
            + " according to the following prompt:\n"
            + words;
    return Stream.of(new int[] {BEGIN_OF_SEQUENCE}, tokenizer.encode(text), new int[] {endOfTurn})
        .flatMapToInt(IntStream::of)
        .toArray();
  }
}
