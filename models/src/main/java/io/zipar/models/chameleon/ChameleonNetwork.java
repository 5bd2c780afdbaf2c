/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Chameleon as Lumina-mGPT trained it to paint. A prompt ends where the image begins; the network
 * adds the begin of the image and its height and width, in grids of 2 x 2 tokens.
 */
final class ChameleonNetwork extends LanguageNetwork {
  static final int BEGIN_OF_SEQUENCE = 0;
  private static final int PADDING = 1;
  private static final int TOKENS_PER_GRID = 2;
  static final Grid DEFAULT_GRID = Grid.of(48, 48);
  static final GenerationDefaults DEFAULTS = GenerationDefaults.of(3.0, 2000);

  private final ChameleonTokens special;
  private final NormPlacement normPlacement;
  private final Unconditional unconditional;
  private final PromptAttention promptAttention;

  ChameleonNetwork(
      String describe,
      LlamaSizes llama,
      TokenNumbering tokens,
      ChameleonTokens special,
      NormPlacement normPlacement,
      Unconditional unconditional,
      PromptAttention promptAttention) {
    super(describe, llama, tokens);
    this.special = special;
    this.normPlacement = normPlacement;
    this.unconditional = unconditional;
    this.promptAttention = promptAttention;
  }

  @Override
  public Grid defaultGrid() {
    return DEFAULT_GRID;
  }

  @Override
  public Grid gridOfRatio(int width, int height) {
    int area = DEFAULT_GRID.cells() / (TOKENS_PER_GRID * TOKENS_PER_GRID);
    Grid grids = LuminaGrids.closest(area, width, height);
    return Grid.of(TOKENS_PER_GRID * grids.rows(), TOKENS_PER_GRID * grids.columns());
  }

  @Override
  public GenerationDefaults defaults() {
    return DEFAULTS;
  }

  @Override
  public NormPlacement normPlacement() {
    return normPlacement;
  }

  @Override
  public Optional<PromptTemplate> promptTemplate() {
    OptionalInt endOfTurn = special.endOfTurn();
    return endOfTurn.isPresent()
        ? Optional.of(new LuminaTemplate(this, endOfTurn.getAsInt()))
        : Optional.empty();
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    SequenceLayout layout = super.layout(grid);
    if (grid.rows() % TOKENS_PER_GRID != 0 || grid.columns() % TOKENS_PER_GRID != 0) {
      throw new InvalidInputException(
          "grid " + grid + ": " + describe() + " takes even numbers of rows and columns");
    }
    imageStart(grid);
    return layout;
  }

  @Override
  public Conditioning example() {
    return PromptTokens.of(BEGIN_OF_SEQUENCE);
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    PromptTokens prompt = prompt(lane.conditioning());
    int[] context = prompt.tokens();
    if (lane.role() == Lane.Role.UNCONDITIONAL) {
      int length = context.length;
      context = prompt.negative().orElseGet(() -> withoutPrompt(length));
    }
    int mutual = promptAttention.mutual(context.length);
    return tokens(concat(context, imageStart(layout.grid())), mutual, layout);
  }

  private int[] withoutPrompt(int length) {
    if (unconditional == Unconditional.IMAGE_START) {
      return new int[0];
    }
    int[] padded = new int[length];
    Arrays.fill(padded, PADDING);
    padded[0] = BEGIN_OF_SEQUENCE;
    return padded;
  }

  /** Begin of the image, height, width. */
  private int[] imageStart(Grid grid) {
    OptionalInt begin = special.beginOfImage();
    OptionalInt height = special.size(grid.rows() / TOKENS_PER_GRID);
    OptionalInt width = special.size(grid.columns() / TOKENS_PER_GRID);
    if (begin.isEmpty() || height.isEmpty() || width.isEmpty()) {
      throw new InvalidInputException(
          "grid " + grid + ": the vocabulary of " + describe() + " has no tokens for this size");
    }
    return new int[] {begin.getAsInt(), height.getAsInt(), width.getAsInt()};
  }

  private static int[] concat(int[] first, int[] second) {
    return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }

  @Override
  protected void checkPrompt(int[] ids, String what) {
    OptionalInt begin = special.beginOfImage();
    if (begin.isPresent() && Arrays.stream(ids).anyMatch(id -> id == begin.getAsInt())) {
      throw new InvalidInputException(
          what
              + " holds the begin-of-image token "
              + begin.getAsInt()
              + ", which "
              + describe()
              + " adds itself");
    }
  }
}
