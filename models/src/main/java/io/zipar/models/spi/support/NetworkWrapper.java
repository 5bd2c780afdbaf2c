/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.models.network.CaptionShape;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.text.PromptTemplate;
import io.zipar.spi.DraftHead;
import io.zipar.spi.Lane;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import io.zipar.spi.TokenNumbering;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A network that is another one but for what a subclass overrides. */
@ApiStatus.Experimental(since = "0.1")
public abstract class NetworkWrapper implements TransformerNetwork {
  private final TransformerNetwork base;

  /**
   * Wraps a network.
   *
   * @param base answers what is not overridden
   */
  protected NetworkWrapper(TransformerNetwork base) {
    this.base = Objects.requireNonNull(base, "base");
  }

  @Override
  public String describe() {
    return base.describe();
  }

  @Override
  public NormPlacement normPlacement() {
    return base.normPlacement();
  }

  @Override
  public int inputOf(int layer) {
    return base.inputOf(layer);
  }

  @Override
  public int predictionHeads() {
    return base.predictionHeads();
  }

  @Override
  public Optional<QueryRows> queries(SequenceLayout layout) {
    return base.queries(layout);
  }

  @Override
  public TokenNumbering tokens() {
    return base.tokens();
  }

  @Override
  public Prediction prediction() {
    return base.prediction();
  }

  @Override
  public List<DraftHead> draftHeads() {
    return base.draftHeads();
  }

  @Override
  public GenerationDefaults defaults() {
    return base.defaults();
  }

  @Override
  public Optional<PromptTemplate> promptTemplate() {
    return base.promptTemplate();
  }

  @Override
  public Optional<CaptionShape> caption() {
    return base.caption();
  }

  @Override
  public TransformerSizes sizes() {
    return base.sizes();
  }

  @Override
  public Grid defaultGrid() {
    return base.defaultGrid();
  }

  @Override
  public Grid gridOfRatio(int width, int height) {
    return base.gridOfRatio(width, height);
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return base.layout(grid);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    base.checkConditioning(conditioning);
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    return base.prefix(lane, layout);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return base.rotary(layout, prefixSlots);
  }
}
