/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.CaptionFeatures;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.network.CaptionShape;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.util.Optional;

/**
 * The text-conditional LlamaGen. Its prefix is the caption's features, padding first. The
 * unconditional lane has learned features in every slot and yet hides the padding of the caption,
 * so that the length of the caption shows in it too.
 */
final class T2iNetwork implements TransformerNetwork {
  private final String describe;
  private final TransformerSizes sizes;
  private final int slots;
  private final float[] unconditional;
  private final Grid defaultGrid;
  private final double rotaryBase;

  /**
   * Describes a network.
   *
   * @param describe a few words
   * @param sizes the sizes of the matrices
   * @param slots of the prefix
   * @param unconditional slots x feature width; not copied
   * @param defaultGrid the grid it was trained for
   * @param rotaryBase base of the rotary frequencies
   */
  T2iNetwork(
      String describe,
      TransformerSizes sizes,
      int slots,
      float[] unconditional,
      Grid defaultGrid,
      double rotaryBase) {
    this.describe = describe;
    this.sizes = sizes;
    this.slots = slots;
    this.unconditional = unconditional;
    this.defaultGrid = defaultGrid;
    this.rotaryBase = rotaryBase;
  }

  @Override
  public String describe() {
    return describe;
  }

  @Override
  public TransformerSizes sizes() {
    return sizes;
  }

  @Override
  public Grid defaultGrid() {
    return defaultGrid;
  }

  @Override
  public GenerationDefaults defaults() {
    return PublishedSizes.T2I_DEFAULTS;
  }

  @Override
  public Optional<CaptionShape> caption() {
    return Optional.of(new CaptionShape(slots, unconditional.length / slots));
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(StillGrid.require(grid, describe));
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    caption(conditioning);
  }

  @Override
  public Conditioning example() {
    int width = unconditional.length / slots;
    return new CaptionFeatures(width, new float[width], new boolean[] {true});
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    CaptionFeatures caption = caption(lane.conditioning());
    int width = caption.width();
    float[] source = caption.values();
    boolean[] valid = caption.valid();
    float[] values = new float[slots * width];
    boolean[] visible = new boolean[slots];
    int slot = slots;
    for (int row = valid.length - 1; row >= 0; row--) {
      if (valid[row]) {
        visible[--slot] = true;
        System.arraycopy(source, row * width, values, slot * width, width);
      }
    }
    boolean conditional = lane.role() == Lane.Role.CONDITIONAL;
    return new PrefixInput.Features(conditional ? values : unconditional, visible);
  }

  private CaptionFeatures caption(Conditioning conditioning) {
    if (!(conditioning instanceof CaptionFeatures caption)) {
      throw new InvalidInputException(
          conditioning.describe()
              + ": "
              + describe
              + " is conditioned by the features of a caption alone");
    }
    int width = caption().orElseThrow().width();
    if (caption.width() != width || caption.rows() > slots) {
      throw new InvalidInputException(
          caption.describe()
              + ": "
              + describe
              + " takes at most "
              + slots
              + " rows of "
              + width
              + " features");
    }
    return caption;
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    return GridRotary.table(layout.grid(), prefixSlots, sizes.headWidth(), rotaryBase);
  }
}
