/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.lpd;

import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.HeadCount;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.TensorSizes;
import io.zipar.models.tensor.Shape;
import java.util.regex.Pattern;

/**
 * What a checkpoint of LPD turned out to be. The tensors tell all but the heads, which are of width
 * 64 in every published size, and whether a grid is square.
 *
 * @param transformer the sizes of the matrices
 * @param classes number of classes
 * @param grid the grid it was trained for
 */
record LpdSizes(TransformerSizes transformer, int classes, Grid grid) {
  private static final Pattern LAYER = Pattern.compile("blocks\\.([0-9]{1,4})\\.");
  private static final double NORM_EPSILON = 1e-6;

  static LpdSizes read(Checkpoint checkpoint) {
    Problems problems = new Problems(checkpoint.describe());
    TensorSizes tensors = new TensorSizes(checkpoint.tensors(), problems);
    ModelConfig config = checkpoint.config();
    Shape tokens = tensors.shape("token_emb.weight", 2);
    Shape classes = tensors.shape("class_emb.weight", 2);
    Shape places = tensors.shape("pos_embed", 3);
    Shape hidden = tensors.shape("blocks.0.mlp.fc1.weight", 2);
    int layers = tensors.count(LAYER, "blocks.");
    problems.check();
    int width = (int) tokens.dimension(1);
    agree(config, "decoder_embed_dim", width, problems);
    agree(config, "decoder_depth", layers, problems);
    agree(config, "vqgan_vocab_size", (int) tokens.dimension(0), problems);
    agree(config, "class_num", (int) classes.dimension(0), problems);
    agree(config, "mlp_hidden", (int) hidden.dimension(0), problems);
    int heads = HeadCount.read(config, "decoder_num_heads", width, problems);
    Grid grid = grid(config, (int) places.dimension(1) - 1, problems);
    problems.check();
    return new LpdSizes(
        new TransformerSizes(
            layers,
            width,
            heads,
            heads,
            width / heads,
            (int) hidden.dimension(0),
            (int) tokens.dimension(0),
            config.decimal("norm_eps").orElse(NORM_EPSILON)),
        (int) classes.dimension(0),
        grid);
  }

  private static void agree(ModelConfig config, String key, int told, Problems problems) {
    config
        .positive(key)
        .filter(stated -> stated != told)
        .ifPresent(
            stated ->
                problems.add(
                    key
                        + " is "
                        + stated
                        + " in "
                        + config.name()
                        + ", but the tensors say "
                        + told));
  }

  private static Grid grid(ModelConfig config, int cells, Problems problems) {
    int side = (int) Math.round(Math.sqrt(cells));
    int rows = config.positive("grid_rows").orElse(side);
    int columns = config.positive("grid_cols").orElse(side);
    if ((long) rows * columns != cells) {
      problems.add(
          "tensor pos_embed has places for "
              + cells
              + " cells, which are not "
              + rows
              + "x"
              + columns
              + "; give grid_rows and grid_cols in a config.json beside it");
      return Grid.of(1, 1);
    }
    return Grid.of(rows, columns);
  }
}
