/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Conditioning on text, as numbers in the vocabulary of the model's checkpoint (not in the numbers
 * of image tokens). What a prompt consists of besides the user's words, is the family's to say: a
 * prompt template of {@code io.zipar.models.spi} makes one from words. Arrays are copied.
 *
 * @param tokens the prompt, at least one token
 * @param negative what guidance leads away from, at least one token; empty for what the model takes
 *     for no prompt
 */
@ApiStatus.Experimental(since = "0.1")
public record PromptTokens(int[] tokens, Optional<int[]> negative) implements Conditioning {
  /**
   * Copies the arrays and checks them.
   *
   * @throws InvalidInputException if one is empty
   */
  public PromptTokens {
    Objects.requireNonNull(negative, "negative");
    tokens = tokens.clone();
    negative = negative.map(int[]::clone);
    if (tokens.length == 0) {
      throw new InvalidInputException("the prompt has no token");
    }
    if (negative.isPresent() && negative.get().length == 0) {
      throw new InvalidInputException("the negative prompt has no token");
    }
  }

  /**
   * A prompt without a negative one.
   *
   * @param tokens the prompt, at least one token
   * @return the conditioning
   * @throws InvalidInputException if there is no token
   */
  public static PromptTokens of(int... tokens) {
    return new PromptTokens(tokens, Optional.empty());
  }

  /**
   * The same prompt with a negative one.
   *
   * @param unwanted what guidance leads away from, at least one token
   * @return a new conditioning
   * @throws InvalidInputException if there is no token
   */
  public PromptTokens withNegative(int... unwanted) {
    return new PromptTokens(tokens, Optional.of(unwanted));
  }

  /** A copy of the prompt. */
  @Override
  public int[] tokens() {
    return tokens.clone();
  }

  /** A copy of the negative prompt. */
  @Override
  public Optional<int[]> negative() {
    return negative.map(int[]::clone);
  }

  @Override
  public String describe() {
    return "a prompt of "
        + tokens.length
        + (tokens.length == 1 ? " token" : " tokens")
        + negative.map(unwanted -> ", a negative one of " + unwanted.length).orElse("");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PromptTokens that
        && Arrays.equals(tokens, that.tokens)
        && Arrays.equals(negative.orElse(null), that.negative.orElse(null));
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(tokens) + Arrays.hashCode(negative.orElse(null));
  }

  @Override
  public String toString() {
    return describe();
  }
}
