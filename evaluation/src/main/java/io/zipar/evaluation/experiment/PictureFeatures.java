/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.PixelImage;
import io.zipar.evaluation.FeatureNetwork;
import io.zipar.evaluation.FeatureProtocol;
import io.zipar.evaluation.Features;
import io.zipar.pipeline.CentreCrop;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Prepares pictures for a feature network, generated ones and those of the reference alike: rounds
 * them to bytes as a file would, makes them squares of one size, and then of the network's by the
 * protocol.
 *
 * @param network the network, closed with this
 * @param side of the squares that are made first, if that is to be fixed
 * @param protocol how they come to the size of the network
 */
@ApiStatus.Experimental(since = "0.1")
public record PictureFeatures(FeatureNetwork network, OptionalInt side, FeatureProtocol protocol)
    implements AutoCloseable {
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
    PixelImage rounded = rounded(picture);
    if (side.isPresent()) {
      rounded = rounded(CentreCrop.of(rounded, side.getAsInt()));
    }
    return protocol.fit(rounded, network.side());
  }

  private static PixelImage rounded(PixelImage picture) {
    return PixelImage.ofRgb8(picture.width(), picture.height(), picture.toRgb8());
  }

  @Override
  public void close() {
    network.close();
  }

  /** Names the network with its hash, all preparation and the precision: two that differ differ. */
  @Override
  public String toString() {
    return network.identity()
        + "; protocol "
        + protocol.name().toLowerCase(Locale.ROOT)
        + " ("
        + protocol.description()
        + ")"
        + (side.isPresent() ? " of squares of " + side.getAsInt() + " pixels" : "")
        + ", features in float32, statistics in float64";
  }
}
