/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import io.zipar.evaluation.FeatureNetwork;
import io.zipar.evaluation.Features;
import io.zipar.pipeline.CentreCrop;
import java.util.List;
import java.util.OptionalInt;

/**
 * Prepares pictures for a feature network, generated ones and those of the reference alike: rounds
 * them to bytes as a file would, makes them squares of one size, and then of the network's.
 *
 * @param network the network, closed with this
 * @param side of the squares before the network scales them, if that is to be fixed
 */
@ApiStatus.Experimental(since = "0.1")
public record PictureFeatures(FeatureNetwork network, OptionalInt side) implements AutoCloseable {
  /**
   * Computes features.
   *
   * @param pictures at least one
   * @return a row for each
   */
  public Features of(List<PixelImage> pictures) {
    return network.features(pictures.stream().map(this::prepared).toList());
  }

  private PixelImage prepared(PixelImage picture) {
    PixelImage square = PixelImage.ofRgb8(picture.width(), picture.height(), picture.toRgb8());
    if (side.isPresent()) {
      square = CentreCrop.of(square, side.getAsInt());
    }
    return CentreCrop.of(square, network.side());
  }

  @Override
  public void close() {
    network.close();
  }

  /** Names the network and the preparation. */
  @Override
  public String toString() {
    return network.identity() + (side.isPresent() ? " after scaling to " + side.getAsInt() : "");
  }
}
