/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.ClassConditioning;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;

/**
 * The class-conditional LlamaGen. Its prefix is one slot, the embedding of the class; the row
 * behind the last class stands for no class.
 *
 * @param describe a few words
 * @param sizes the sizes of the matrices
 * @param classes number of classes
 * @param defaultGrid the grid it was trained for
 * @param rotaryBase base of the rotary frequencies
 */
record C2iNetwork(
    String describe, TransformerSizes sizes, int classes, Grid defaultGrid, double rotaryBase)
    implements TransformerNetwork {
  @Override
  public GenerationDefaults defaults() {
    return PublishedSizes.C2I_DEFAULTS;
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    boolean video = defaultGrid.frames() > 1;
    return SequenceLayout.raster(
        video ? StillGrid.requireSize(grid, describe) : StillGrid.require(grid, describe));
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    conditioning().label(conditioning);
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    return conditioning().prefix(lane);
  }

  private ClassConditioning conditioning() {
    return new ClassConditioning(classes, describe);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return GridRotary.table(
        layout(layout.grid()).grid(), prefixSlots, sizes.headWidth(), rotaryBase);
  }
}
