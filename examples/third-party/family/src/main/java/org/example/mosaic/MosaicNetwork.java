/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.RotaryTable;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.StillGrid;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;

/**
 * A mosaic is laid stone by stone, row by row, after its motif, which is the one slot of the
 * prefix. Queries and keys turn by the place in this sequence, slower from pair to pair.
 *
 * @param sizes the sizes of the matrices
 * @param motifs how many there are
 * @param defaultGrid rows and columns of stones
 */
record MosaicNetwork(TransformerSizes sizes, int motifs, Grid defaultGrid)
    implements TransformerNetwork {
  @Override
  public String describe() {
    return "Mosaic of " + sizes.vocabulary() + " stones and " + motifs + " motifs";
  }

  @Override
  public GenerationDefaults defaults() {
    return MosaicTransformers.DEFAULTS;
  }

  @Override
  public SequenceLayout layout(Grid grid) {
    return SequenceLayout.raster(StillGrid.require(grid, describe()));
  }

  @Override
  public void checkConditioning(Conditioning conditioning) {
    motif(conditioning);
  }

  @Override
  public PrefixInput prefix(Lane lane, SequenceLayout layout) {
    int motif = motif(lane.conditioning());
    int row = lane.role() == Lane.Role.UNCONDITIONAL ? motifs : motif;
    return new PrefixInput.TableRows(new int[] {row});
  }

  private int motif(Conditioning conditioning) {
    if (!(conditioning instanceof ClassLabel label)) {
      throw new InvalidInputException(
          conditioning.describe() + ": a mosaic has a motif, given as its class");
    }
    if (label.label() < 0 || label.label() >= motifs) {
      throw new InvalidInputException(
          "class " + label.label() + ": the motifs are 0 ... " + (motifs - 1));
    }
    return label.label();
  }

  @Override
  public RotaryTable rotary(SequenceLayout layout, int prefixSlots) {
    int slots = prefixSlots + layout.positions();
    int pairs = sizes.headWidth() / 2;
    float[] cosines = new float[slots * pairs];
    float[] sines = new float[slots * pairs];
    for (int slot = 0; slot < slots; slot++) {
      for (int pair = 0; pair < pairs; pair++) {
        double angle = slot / Math.pow(100, (double) pair / pairs);
        cosines[slot * pairs + pair] = (float) Math.cos(angle);
        sines[slot * pairs + pair] = (float) Math.sin(angle);
      }
    }
    return new RotaryTable(slots, pairs, RotaryTable.Pairing.HALVES, cosines, sines);
  }
}
