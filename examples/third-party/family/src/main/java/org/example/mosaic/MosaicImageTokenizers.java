/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.support.CheckedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** The image tokenizers: a stone is a square of one colour, which blurs a little into the next. */
public final class MosaicImageTokenizers implements ImageTokenizerFamily {
  private static final String PIGMENTS = "stone.pigments";
  private static final int COLOURS = 3;
  private static final int PIXELS = 4;

  /** Creates the family; it holds no state. */
  public MosaicImageTokenizers() {}

  @Override
  public String name() {
    return MosaicTransformers.FAMILY;
  }

  @Override
  public boolean recognises(Checkpoint checkpoint) {
    return checkpoint.tensors().names().stream().anyMatch(name -> name.startsWith("stone."));
  }

  @Override
  public ImageTokenizerNetwork read(Checkpoint checkpoint) {
    Problems problems = new Problems(checkpoint.describe());
    Shape pigments = new TensorSizes(checkpoint.tensors(), problems).shape(PIGMENTS, 2);
    problems.check();
    int stones = (int) pigments.dimension(0);
    int width = (int) pigments.dimension(1);
    CheckedWeights source = new CheckedWeights(checkpoint.tensors(), problems);
    Tensor codebook = source.take(PIGMENTS, stones, width);
    List<ImageLayer> decoder =
        List.of(
            new ImageLayer.UpsampleNearest(),
            new ImageLayer.UpsampleNearest(),
            new ImageLayer.Convolution(
                source.take("stone.blur", COLOURS, width, 3, 3),
                source.take("stone.grout", COLOURS),
                ImageLayer.Padding.SAME));
    source.refuseOthers(name -> false);
    problems.check();
    return new ImageTokenizerNetwork(
        stones + " stones of " + width + " pigments",
        stones,
        width,
        false,
        PIXELS,
        codebook,
        decoder,
        Optional.empty(),
        Optional.empty());
  }
}
