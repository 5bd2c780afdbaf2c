/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.Projection;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;

/**
 * A language model as it was before it painted: every token of the vocabulary may follow every
 * other, and all of them are asked for.
 */
record LanguageModel(TransformerSource painter, Tensor output)
    implements TransformerSource, TransformerNetwork {
  /** A text begins with its first token. */
  record Text(int firstToken) implements Conditioning {
    @Override
    public String describe() {
      return "text";
    }
  }

  @Override
  public String describe() {
    return "language model";
  }

  @Override
  public TransformerNetwork network() {
    return this;
  }

  @Override
  public TransformerWeights weights() {
    TransformerWeights weights = painter.weights();
    return new TransformerWeights(
        weights.tokenEmbedding(),
        weights.tokenProjection(),
        weights.prefixEmbedding(),
        weights.prefixProjection(),
        weights.layers(),
        weights.heads().get(0).norm().weight(),
        Projection.of(output));
  }

  @Override
  public TransformerSizes sizes() {
    return painter.network().sizes();
  }

  @Override
  public NormPlacement normPlacement() {
    return painter.network().normPlacement();
  }

  @Override
  public Grid defaultGrid() {
    return Grid.of(1, 1);
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {}

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    return new PrefixInput.Tokens(new int[] {((Text) lane.conditioning()).firstToken()});
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return painter.network().rotary(layout, prefixSlots);
  }

  @Override
  public long parameters() {
    return painter.parameters();
  }

  @Override
  public void close() {
    painter.close();
  }
}
