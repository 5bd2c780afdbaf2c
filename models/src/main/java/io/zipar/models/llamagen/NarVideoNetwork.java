/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.ClassConditioning;
import io.zipar.models.spi.support.TrainedGrid;
import io.zipar.models.spi.support.UnrotatedPlaces;
import io.zipar.spi.Lane;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;

/**
 * The network of NAR for videos. Every layer takes the output of the one before it.
 *
 * @param describe a few words
 * @param all sizes of the checkpoint
 */
record NarVideoNetwork(String describe, NarVideoSizes all) implements TransformerNetwork {
  @Override
  public Prediction prediction() {
    return Prediction.NEIGHBOURS;
  }

  @Override
  public int predictionHeads() {
    return 3;
  }

  @Override
  public TransformerSizes sizes() {
    return all.transformer();
  }

  @Override
  public Grid defaultGrid() {
    return all.grid();
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return TrainedGrid.layout(grid, all.grid(), describe);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    classes().label(conditioning);
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    return classes().prefix(lane);
  }

  private ClassConditioning classes() {
    return new ClassConditioning(all.classes(), describe);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return UnrotatedPlaces.table(prefixSlots + layout.positions(), all.transformer().headWidth());
  }
}
