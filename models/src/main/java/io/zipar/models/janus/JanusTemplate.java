/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.models.text.PromptTemplate;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How Janus is prompted: what the user says, the beginning of an answer, the begin of an image. The
 * unconditional lane has padding in place of all words between, as many as the prompt has, which
 * the model attends to like words; a negative prompt is wrapped like the prompt. Special tokens are
 * found by their names, since their numbers differ between checkpoints.
 *
 * @param network whose prompts they are
 * @param roles who speaks
 */
record JanusTemplate(JanusNetwork network, Roles roles) implements PromptTemplate {
  private static final String BEGIN_OF_SEQUENCE = "<｜begin▁of▁sentence｜>";
  private static final String PADDING = "<｜▁pad▁｜>";
  private static final String BEGIN_OF_IMAGE = "<begin_of_image>";
  private static final int NEXT_LINE = 0x85;

  @Override
  public PromptTokens encode(
      TextTokenizer tokenizer, String prompt, Optional<String> negative, Grid grid) {
    TextVocabulary vocabulary =
        tokenizer
            .vocabulary()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        network.describe() + ": the text tokenizer does not tell its tokens"));
    network.checkTokenizer(tokenizer, Map.of());
    vocabulary.require(BEGIN_OF_SEQUENCE, network.describe());
    int padding = vocabulary.require(PADDING, network.describe());
    vocabulary.require(BEGIN_OF_IMAGE, network.describe());
    int[] tokens = wrapped(tokenizer, vocabulary, prompt);
    int[] unwanted =
        negative
            .map(words -> wrapped(tokenizer, vocabulary, words))
            .orElseGet(() -> padded(tokens, padding));
    return PromptTokens.of(tokens).withNegative(unwanted);
  }

  private int[] wrapped(TextTokenizer tokenizer, TextVocabulary vocabulary, String prompt) {
    String words = strip(prompt);
    IntStream.Builder tokens = IntStream.builder();
    StringBuilder text = new StringBuilder();
    for (String part :
        List.of(
            BEGIN_OF_SEQUENCE,
            roles.user(),
            words.isEmpty() ? ":" : ": " + words + "\n\n",
            roles.assistant(),
            ":",
            BEGIN_OF_IMAGE)) {
      Integer special = part.startsWith("<") ? vocabulary.names().get(part) : null;
      if (special == null) {
        text.append(part);
      } else {
        IntStream.of(tokenizer.encode(text.toString())).forEach(tokens);
        text.setLength(0);
        tokens.add(special);
      }
    }
    return tokens.build().toArray();
  }

  /** The first and the last token with padding between them. */
  private static int[] padded(int[] tokens, int padding) {
    int[] padded = tokens.clone();
    Arrays.fill(padded, 1, padded.length - 1, padding);
    return padded;
  }

  /** As Python's strip has it. */
  private static String strip(String text) {
    int[] points = text.codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (from < to && isSpace(points[from])) {
      from++;
    }
    while (to > from && isSpace(points[to - 1])) {
      to--;
    }
    return new String(points, from, to - from);
  }

  private static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == NEXT_LINE;
  }
}
