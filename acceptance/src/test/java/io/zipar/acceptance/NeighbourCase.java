/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.fixtures.Golden;
import java.util.List;

/** The golden cases of models that predict a cell from its neighbours. */
enum NeighbourCase {
  NAR("nar-tiny", Grid.of(8, 8), "4", "model.safetensors"),
  NAR_TEXT("nar-t2i-tiny", Grid.of(6, 6), "7.5", "model.safetensors"),
  FLASHAR_FIXED("flashar-tiny/gate-fixed", Grid.of(7, 7), "4", "model.safetensors"),
  FLASHAR_SCALAR("flashar-tiny/gate-scalar", Grid.of(7, 7), "4", "model.safetensors", "model.pt"),
  FLASHAR_GATE("flashar-tiny/gate-mlp", Grid.of(7, 7), "4", "model.safetensors", "model.pt"),
  NAR_VIDEO("nar-video-tiny", new Grid(3, 4, 5), "4", "model.safetensors", "model.pt");

  private final String folder;
  private final Grid grid;
  private final String guidance;
  private final List<String> files;

  NeighbourCase(String folder, Grid grid, String guidance, String... files) {
    this.folder = "neighbours/" + folder;
    this.grid = grid;
    this.guidance = guidance;
    this.files = List.of(files);
  }

  String folder() {
    return folder;
  }

  Grid grid() {
    return grid;
  }

  /** Scales as the names of arrays have them. */
  List<String> guidances() {
    return List.of("1", guidance);
  }

  List<String> files() {
    return files;
  }

  /** What each sample is conditioned on. */
  List<Conditioning> conditionings(Golden golden) {
    return this == NAR_TEXT
        ? RasterCase.T2I.conditionings(golden)
        : RasterCase.C2I.conditionings(golden);
  }
}
