/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import io.zipar.CaptionFeatures;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.CaptionShape;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.text.PromptTemplate;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A transformer without weights, 4 x 4 tokens of a vocabulary of 8, classes 0 to 9 or prompts.
 *
 * @param prompted whether it takes prompts
 * @param captioned whether it takes captions of up to 4 rows of 2 features
 */
record FakeSource(boolean prompted, boolean captioned)
    implements TransformerSource, TransformerNetwork {
  static final int VOCABULARY = 8;
  static final int CLASSES = 10;

  FakeSource(boolean prompted) {
    this(prompted, false);
  }

  @Override
  public Optional<CaptionShape> caption() {
    return captioned ? Optional.of(new CaptionShape(4, 2)) : Optional.empty();
  }

  @Override
  public String describe() {
    return "fake model";
  }

  @Override
  public TransformerNetwork network() {
    return this;
  }

  @Override
  public TransformerWeights weights() {
    throw new UnsupportedOperationException("a fake has no weights");
  }

  @Override
  public long parameters() {
    return 1;
  }

  @Override
  public TransformerSizes sizes() {
    return new TransformerSizes(1, 2, 1, 1, 2, 1, VOCABULARY, 1e-5);
  }

  @Override
  public Grid defaultGrid() {
    return Grid.of(4, 4);
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    if (prompted && conditioning instanceof PromptTokens
        || captioned && conditioning instanceof CaptionFeatures) {
      return;
    }
    if (!(conditioning instanceof ClassLabel label) || label.label() >= CLASSES) {
      throw new InvalidInputException(
          conditioning.describe() + " is not in 0 ... " + (CLASSES - 1));
    }
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    return new PrefixInput.Tokens(new int[1]);
  }

  @Override
  public GenerationDefaults defaults() {
    return GenerationDefaults.of(2.5, 7);
  }

  /** The words between the rows and the columns of the grid. */
  @Override
  public Optional<PromptTemplate> promptTemplate() {
    return prompted
        ? Optional.of(
            (tokenizer, prompt, negative, grid) ->
                PromptTokens.of(
                        IntStream.concat(
                                IntStream.of(grid.rows(), grid.columns()),
                                IntStream.of(tokenizer.encode(prompt)))
                            .toArray())
                    .withNegative(tokenizer.encode(negative.orElse("z"))))
        : Optional.empty();
  }

  @Override
  public Grid gridOfRatio(int width, int height) {
    return Grid.of(2 * height, 2 * width);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    throw new UnsupportedOperationException("a fake runs nothing");
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
