/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.tokenizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.zipar.models.disk.WholeFile;
import io.zipar.models.tensor.ElementType;
import io.zipar.training.network.Parameters;
import io.zipar.training.network.TrainedTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A tokenizer whose training is done. Usable while the training is open, by one thread. */
public final class TrainedTokenizer {
  private final NDManager manager;
  private final TokenizerNetwork network;
  private final Parameters parameters;
  private final TokenizerSizes sizes;

  TrainedTokenizer(
      NDManager manager, TokenizerNetwork network, Parameters parameters, TokenizerSizes sizes) {
    this.manager = manager;
    this.network = network;
    this.parameters = parameters;
    this.sizes = sizes;
  }

  /**
   * Tokens of pictures.
   *
   * @param planes count x 3 x side x side values in [-1, 1]
   * @param count number of pictures
   * @param side their width and height in pixels, a multiple of {@link TokenizerSizes#downsampling}
   * @return count x (rows x columns) codes, picture by picture in raster order
   */
  public int[] encode(float[] planes, int count, int side) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray latent = network.encode(scratch.create(planes, new Shape(count, 3, side, side)));
      NDArray nearest = network.nearest(network.rows(latent), network.codebook(scratch));
      return Arrays.stream(nearest.toLongArray()).mapToInt(Math::toIntExact).toArray();
    }
  }

  /**
   * Writes {@code vq.safetensors} and {@code vq.json} as LlamaGen's tokenizers are laid out.
   *
   * @param folder the target
   * @param type float32 or float16
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder, ElementType type) throws IOException {
    TrainedTensors.write(folder.resolve("vq.safetensors"), parameters.all(), type);
    JsonObject config = new JsonObject();
    var gson = new GsonBuilder().setPrettyPrinting().create();
    config.addProperty("codebook_size", sizes.codes());
    config.addProperty("codebook_embed_dim", sizes.entryWidth());
    config.addProperty("codebook_l2_norm", true);
    config.add("encoder_ch_mult", gson.toJsonTree(sizes.multipliers()));
    config.add("decoder_ch_mult", gson.toJsonTree(sizes.multipliers()));
    config.addProperty("z_channels", sizes.latentChannels());
    config.addProperty("ch", sizes.channels());
    config.addProperty("num_res_blocks", sizes.blocks());
    config.addProperty("group_norm_groups", sizes.groups());
    config.addProperty("downsample_factor", sizes.downsampling());
    WholeFile.write(folder.resolve("vq.json"), gson.toJson(config) + "\n");
  }
}
