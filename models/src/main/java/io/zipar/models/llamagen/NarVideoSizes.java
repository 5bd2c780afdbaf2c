/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.HeadCount;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a checkpoint of NAR for videos turned out to be. The tensors tell all but the heads, which
 * are of width 64 in every published size, and the shape of the grid.
 *
 * @param transformer the sizes of the matrices, all layers counted
 * @param classes number of classes
 * @param grid the grid it was trained for
 */
record NarVideoSizes(TransformerSizes transformer, int classes, Grid grid) {
  static final Grid PUBLISHED = new Grid(4, 16, 16);

  /** Behind the backbone: one before the head about the cell below, one more before the last. */
  static final int EXTRA_LAYERS = 2;

  private static final Pattern LAYER = Pattern.compile("layers\\.([0-9]{1,4})\\.");

  static NarVideoSizes read(Checkpoint checkpoint) {
    Problems problems = new Problems(checkpoint.describe());
    TensorSizes tensors = new TensorSizes(checkpoint.tensors(), problems);
    ModelConfig config = checkpoint.config();
    Shape tokens = tensors.shape(GptWeights.TOKENS, 2);
    Shape classes = tensors.shape(GptWeights.CLASSES, 2);
    Shape places = tensors.shape("abs_pe", 3);
    Shape gate = tensors.shape(GptWeights.FIRST_GATE, 2);
    int layers = tensors.count(LAYER, "layers.");
    problems.check();
    int width = (int) tokens.dimension(1);
    config
        .positive("n_layer")
        .filter(stated -> stated + EXTRA_LAYERS != layers)
        .ifPresent(
            stated ->
                problems.add(
                    "there are tensors of "
                        + layers
                        + " layers, but n_layer "
                        + stated
                        + " in "
                        + config.name()
                        + " asks for two more than that"));
    int heads = HeadCount.read(config, "n_head", width, problems);
    Grid grid = grid(config, (int) places.dimension(1) - 1, problems);
    problems.check();
    return new NarVideoSizes(
        new TransformerSizes(
            layers,
            width,
            heads,
            heads,
            width / heads,
            (int) gate.dimension(0),
            (int) tokens.dimension(0),
            config.decimal("norm_eps").orElse(PublishedSizes.NORM_EPSILON)),
        (int) classes.dimension(0) - 1,
        grid);
  }

  private static Grid grid(ModelConfig config, int cells, Problems problems) {
    Optional<List<Integer>> shape = config.positives("latent_shape").filter(s -> s.size() == 3);
    Grid grid = shape.map(s -> new Grid(s.get(0), s.get(1), s.get(2))).orElse(PUBLISHED);
    if (grid.cells() != cells) {
      problems.add(
          "tensor abs_pe has places for "
              + cells
              + " cells, which are not "
              + grid
              + "; give latent_shape as [frames, rows, columns] in a config.json beside it");
    }
    return grid;
  }
}
