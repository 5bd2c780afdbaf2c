/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import io.zipar.Grid;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.testing.ReferenceImageNetwork.Planes;
import java.util.List;

/** An image tokenizer as its description defines it. */
public record ReferenceImageTokenizer(ImageTokenizerNetwork network) {
  /** The frames of a video. */
  public List<Planes> decode(Grid grid, int[] codes) {
    return run(network.decoder(), grid, codes, condition(grid, codes));
  }

  /** What the decoder's norms depend on, none if they do not. */
  public List<Planes> condition(Grid grid, int[] codes) {
    return network
        .condition()
        .map(layers -> run(layers, grid, codes, List.of()))
        .orElseGet(List::of);
  }

  /** Runs layers on the entries of codes. */
  public List<Planes> run(
      List<ImageLayer> layers, Grid grid, int[] codes, List<Planes> conditions) {
    List<Planes> entries =
        Codebook.of(network).lookUpFrames(grid, codes).stream()
            .map(values -> new Planes(network.entryWidth(), grid.rows(), grid.columns(), values))
            .toList();
    return ReferenceImageNetwork.run(layers, entries, conditions);
  }
}
