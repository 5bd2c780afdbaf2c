/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.models.network.Projection;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.network.TransformerWeights;
import io.zipar.models.spi.support.StackedRows;
import io.zipar.models.spi.support.WeightSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The weights of a transformer by the names of this format. */
final class MosaicWeights {
  static final String STONES = "mosaic.stones";
  static final String MOTIFS = "mosaic.motifs";

  private MosaicWeights() {}

  /** Takes all weights; the last row of motifs stands for none. */
  static TransformerWeights take(WeightSource source, TransformerSizes sizes, int motifs) {
    List<TransformerWeights.Layer> layers = new ArrayList<>();
    for (int i = 0; i < sizes.layers(); i++) {
      layers.add(layer(source, "mosaic.layer." + i + ".", sizes));
    }
    return new TransformerWeights(
        source.take(STONES, sizes.vocabulary(), sizes.width()),
        Optional.empty(),
        Optional.of(source.take(MOTIFS, motifs, sizes.width())),
        Optional.empty(),
        layers,
        source.take("mosaic.norm", sizes.width()),
        Projection.of(source.take("mosaic.choice", sizes.vocabulary(), sizes.width())));
  }

  private static TransformerWeights.Layer layer(
      WeightSource source, String prefix, TransformerSizes sizes) {
    int width = sizes.width();
    int hidden = sizes.feedForwardWidth();
    return new TransformerWeights.Layer(
        source.take(prefix + "look_norm", width),
        // The format keeps queries, keys and values apart; a backend wants them in one matrix.
        new StackedRows(
            prefix + "query, key and value",
            List.of(
                source.take(prefix + "query", width, width),
                source.take(prefix + "key", width, width),
                source.take(prefix + "value", width, width))),
        source.take(prefix + "seen", width, width),
        source.take(prefix + "think_norm", width),
        source.take(prefix + "gate", hidden, width),
        source.take(prefix + "up", hidden, width),
        source.take(prefix + "down", width, hidden));
  }
}
