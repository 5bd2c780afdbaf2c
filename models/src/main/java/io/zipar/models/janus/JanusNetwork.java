/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.PromptTokens;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.models.spi.support.llama.LanguageNetwork;
import io.zipar.models.text.PromptTemplate;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.util.Optional;

/**
 * Janus as it paints: a prompt of text tokens, then nothing but the cells of the image, row by row.
 * Image tokens are numbered as the image tokenizer's codes and have a table of their own.
 */
final class JanusNetwork extends LanguageNetwork {
  static final GenerationDefaults DEFAULTS = GenerationDefaults.of(5.0, 0);

  /** About as many tokens as a sentence has. */
  private static final int EXAMPLE_LENGTH = 24;

  private final Grid defaultGrid;
  private final Roles roles;

  JanusNetwork(String describe, JanusSizes sizes, Roles roles) {
    super(describe, sizes.llama(), sizes.network(), TokenNumbering.plain(sizes.codes()));
    this.defaultGrid = sizes.grid();
    this.roles = roles;
  }

  @Override
  public Grid defaultGrid() {
    return defaultGrid;
  }

  @Override
  public GenerationDefaults defaults() {
    return DEFAULTS;
  }

  @Override
  public Optional<PromptTemplate> promptTemplate() {
    return Optional.of(new JanusTemplate(this, roles));
  }

  @Override
  public Conditioning example() {
    int[] tokens = new int[EXAMPLE_LENGTH];
    return PromptTokens.of(tokens).withNegative(tokens);
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(StillGrid.require(grid, describe()));
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    PromptTokens prompt = prompt(lane.conditioning());
    int[] ids = lane.role() == Lane.Role.CONDITIONAL ? prompt.tokens() : requireNegative(prompt);
    requireRoom(ids, layout);
    return new PrefixInput.TableRows(ids);
  }

  /** A prompt may hold whatever the vocabulary has, as in the original. */
  @Override
  protected void checkPrompt(int[] ids, String what) {}
}
