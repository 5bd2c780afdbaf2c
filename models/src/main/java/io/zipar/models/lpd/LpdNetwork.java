/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.lpd;

import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.QueryRows;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.ClassConditioning;
import io.zipar.models.spi.support.TrainedGrid;
import io.zipar.models.spi.support.UnrotatedPlaces;
import io.zipar.spi.Lane;
import io.zipar.spi.Prediction;
import io.zipar.spi.SequenceLayout;
import java.util.Optional;

/**
 * The network of LPD. Its prefix is one slot, the class; places are learned, for one grid alone.
 */
final class LpdNetwork implements TransformerNetwork {
  private final String describe;
  private final LpdSizes sizes;
  private final float[] mask;
  private final GenerationDefaults defaults;
  private final ClassConditioning classes;

  /**
   * Describes a network.
   *
   * @param describe a few words
   * @param sizes of the checkpoint
   * @param mask what every query token begins as; not copied
   * @param defaults what it is published with
   */
  LpdNetwork(String describe, LpdSizes sizes, float[] mask, GenerationDefaults defaults) {
    this.describe = describe;
    this.sizes = sizes;
    this.mask = mask;
    this.defaults = defaults;
    this.classes = new ClassConditioning(sizes.classes(), describe);
  }

  @Override
  public String describe() {
    return describe;
  }

  @Override
  public Prediction prediction() {
    return Prediction.ANY_CELL;
  }

  @Override
  public GenerationDefaults defaults() {
    return defaults;
  }

  @Override
  public TransformerSizes sizes() {
    return sizes.transformer();
  }

  @Override
  public Grid defaultGrid() {
    return sizes.grid();
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return TrainedGrid.layout(grid, sizes.grid(), describe);
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    classes.label(conditioning);
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    return classes.prefix(lane);
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return UnrotatedPlaces.table(prefixSlots + layout.positions(), sizes.transformer().headWidth());
  }

  @Override
  public Optional<QueryRows> queries(SequenceLayout layout) {
    return Optional.of(new QueryRows(QueryRows.Placement.IN_PLACE, mask, mask.length));
  }
}
