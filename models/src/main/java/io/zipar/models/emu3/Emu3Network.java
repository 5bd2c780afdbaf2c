/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.spi.support.llama.LanguageNetwork;
import io.zipar.models.spi.support.llama.LlamaSizes;
import io.zipar.models.text.PromptTemplate;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.util.Optional;

/**
 * Emu3-Gen: a prompt is complete, from the begin of the sequence to the image token, with the size
 * of the grid as text in it; the unconditional lane has the negative prompt.
 */
final class Emu3Network extends LanguageNetwork {
  static final GenerationDefaults DEFAULTS = GenerationDefaults.of(3.0, 2048);

  private final Emu3Tokens special;
  private final int area;

  Emu3Network(
      String describe, LlamaSizes llama, TokenNumbering tokens, Emu3Tokens special, int area) {
    super(describe, llama, tokens);
    this.special = special;
    this.area = area;
  }

  @Override
  public Grid defaultGrid() {
    return gridOfRatio(1, 1);
  }

  @Override
  public Grid gridOfRatio(int width, int height) {
    return Emu3Grid.of(area, width, height);
  }

  @Override
  public GenerationDefaults defaults() {
    return DEFAULTS;
  }

  @Override
  public Optional<PromptTemplate> promptTemplate() {
    return Optional.of(new Emu3Template(this, special));
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    PromptTokens prompt = prompt(lane.conditioning());
    boolean conditional = lane.role() == Lane.Role.CONDITIONAL;
    return tokens(conditional ? prompt.tokens() : requireNegative(prompt), layout);
  }

  @Override
  public Conditioning example() {
    int[] tokens = {special.beginOfSequence(), special.image()};
    return PromptTokens.of(tokens).withNegative(tokens);
  }

  @Override
  protected void checkPrompt(int[] ids, String what) {
    int last = ids[ids.length - 1];
    if (ids[0] != special.beginOfSequence() || last != special.image()) {
      throw new InvalidInputException(
          what
              + " runs from token "
              + ids[0]
              + " to token "
              + last
              + ", but "
              + describe()
              + " takes complete prompts, from "
              + special.beginOfSequence()
              + " to "
              + special.image());
    }
  }
}
