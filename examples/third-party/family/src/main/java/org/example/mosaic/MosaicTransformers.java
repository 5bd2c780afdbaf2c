/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.FamilyCatalog;
import io.zipar.models.spi.NetworkKind;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.TransformerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.regex.Pattern;

/**
 * The transformers. All sizes stand in the tensors, but for the number of heads, which {@code
 * config.json} must give, and the sides of the mosaic, which it may.
 */
public final class MosaicTransformers implements TransformerFamily {
  static final String FAMILY = "mosaic";
  static final GenerationDefaults DEFAULTS = GenerationDefaults.of(2.0, 0);

  private static final int SIDE = 8;
  private static final double NORM_EPSILON = 1e-5;
  private static final Pattern LAYER = Pattern.compile("mosaic\\.layer\\.([0-9]{1,4})\\.");

  /** Creates the family; it holds no state. */
  public MosaicTransformers() {}

  @Override
  public String name() {
    return FAMILY;
  }

  @Override
  public FamilyCatalog catalog() {
    return FamilyCatalog.of(new NetworkKind("Mosaic", "motif", Grid.of(SIDE, SIDE), DEFAULTS));
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream().anyMatch(name -> name.startsWith("mosaic.layer."));
  }

  @Override
  public Transformer read(Checkpoint checkpoint, TransformerChoices choices) {
    Problems problems = new Problems(checkpoint.describe());
    TensorSizes tensors = new TensorSizes(checkpoint.tensors(), problems);
    Shape stones = tensors.shape(MosaicWeights.STONES, 2);
    Shape motifs = tensors.shape(MosaicWeights.MOTIFS, 2);
    Shape hidden = tensors.shape("mosaic.layer.0.gate", 2);
    int layers = tensors.count(LAYER, "mosaic.layer.");
    int heads = checkpoint.config().positive("heads").orElse(0);
    int side = checkpoint.config().positive("side").orElse(SIDE);
    int width = (int) stones.dimension(1);
    if (heads == 0) {
      problems.add("config.json beside it must say how many heads there are");
    } else if (width % (2 * heads) != 0) {
      problems.add(
          "heads "
              + heads
              + " in config.json must divide half of the width "
              + width
              + " of "
              + MosaicWeights.STONES);
    }
    if (motifs.dimension(0) < 2) {
      problems.add(MosaicWeights.MOTIFS + " needs a row for each motif and one for none");
    }
    problems.check();
    TransformerSizes sizes =
        new TransformerSizes(
            layers,
            width,
            heads,
            heads,
            width / heads,
            (int) hidden.dimension(0),
            (int) stones.dimension(0),
            NORM_EPSILON);
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    int rows = (int) motifs.dimension(0);
    Transformer transformer =
        new Transformer(
            new MosaicNetwork(sizes, rows - 1, Grid.of(side, side)),
            MosaicWeights.take(source, sizes, rows));
    source.refuseOthers(name -> false);
    problems.check();
    return transformer;
  }
}
