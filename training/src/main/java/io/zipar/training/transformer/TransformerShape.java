/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.transformer;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.zipar.Grid;
import io.zipar.models.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The sizes of a class-conditional LlamaGen transformer (section 2.2 of arXiv 2406.06525).
 *
 * @param layers number of blocks
 * @param width of the residual stream
 * @param heads number of heads
 * @param feedForwardWidth hidden width
 * @param vocabulary number of image tokens
 * @param classes number of classes
 * @param grid its cells; the network takes the frames of a video as one tall picture
 */
public record TransformerShape(
    int layers,
    int width,
    int heads,
    int feedForwardWidth,
    int vocabulary,
    int classes,
    Grid grid) {
  /**
   * The sizes of the shipped transformer.
   *
   * @param vocabulary codes of the tokenizer
   * @param classes number of classes
   * @return a little under four million parameters for 512 codes
   */
  public static TransformerShape shipped(int vocabulary, int classes) {
    return new TransformerShape(4, 256, 4, 768, vocabulary, classes, Grid.of(24, 24));
  }

  /**
   * The same for other pictures.
   *
   * @param labels number of classes
   * @param cells their grid
   * @return a new value
   */
  public TransformerShape of(int labels, Grid cells) {
    return new TransformerShape(layers, width, heads, feedForwardWidth, vocabulary, labels, cells);
  }

  /** The same with another hidden width of the feed-forward networks. */
  TransformerShape withFeedForwardWidth(int hidden) {
    return new TransformerShape(layers, width, heads, hidden, vocabulary, classes, grid);
  }

  /** The configuration of a checkpoint as it is laid out for LlamaGen. */
  JsonObject config() {
    JsonObject config = new JsonObject();
    config.addProperty("model_type", "c2i");
    config.addProperty("dim", width);
    config.addProperty("n_layer", layers);
    config.addProperty("n_head", heads);
    config.addProperty("n_kv_head", heads);
    config.addProperty("vocab_size", vocabulary);
    config.addProperty("num_classes", classes);
    config.addProperty("block_size", cells());
    if (grid.frames() > 1) {
      config.addProperty("grid_frames", grid.frames());
    }
    config.addProperty("grid_rows", grid.rows());
    config.addProperty("grid_cols", grid.columns());
    config.addProperty("cls_token_num", 1);
    config.addProperty("norm_eps", 1e-5);
    config.addProperty("rope_base", 10_000);
    config.addProperty("ffn_hidden", feedForwardWidth);
    return config;
  }

  static void writeConfig(Path folder, JsonObject config) throws IOException {
    WholeFile.write(
        folder.resolve("config.json"),
        new GsonBuilder().setPrettyPrinting().create().toJson(config) + "\n");
  }

  /** Cells of a row. */
  int columns() {
    return grid.columns();
  }

  /**
   * Number of tokens.
   *
   * @return cells of the grid
   */
  public int cells() {
    return grid.cells();
  }

  int headWidth() {
    return width / heads;
  }
}
