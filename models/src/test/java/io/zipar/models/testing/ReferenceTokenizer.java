/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import io.zipar.Grid;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.VectorQuantizer;
import io.zipar.models.testing.ReferenceImageNetwork.Planes;
import java.util.List;

/** An image tokenizer as its description defines it. */
public record ReferenceTokenizer(VectorQuantizer quantizer) {
  /** The frames of a video. */
  public List<Planes> decode(Grid grid, int[] codes) {
    return run(quantizer.decoder(), grid, codes, condition(grid, codes));
  }

  /** What the decoder's norms depend on, none if they do not. */
  public List<Planes> condition(Grid grid, int[] codes) {
    return quantizer
        .condition()
        .map(layers -> run(layers, grid, codes, List.of()))
        .orElseGet(List::of);
  }

  /** Runs layers on the entries of codes. */
  public List<Planes> run(
      List<ImageLayer> layers, Grid grid, int[] codes, List<Planes> conditions) {
    List<Planes> entries =
        Codebook.of(quantizer).lookUpFrames(grid, codes).stream()
            .map(values -> new Planes(quantizer.entryWidth(), grid.rows(), grid.columns(), values))
            .toList();
    return ReferenceImageNetwork.run(layers, entries, conditions);
  }
}
