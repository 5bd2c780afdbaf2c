/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.models.SafetensorsWriter;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.testkit.checkpoint.SyntheticTransformer.HeapTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small T5 encoder of random weights, in the names and files of a published one. Elements are
 * multiples of 1/32 that every element type holds exactly.
 *
 * @param sizes of the network
 * @param tensors by name
 */
public record T5Checkpoint(Sizes sizes, Map<String, HeapTensor> tensors) {
  private static final float STEP = 1 / 32f;
  private static final double SPREAD = 0.3;

  /** The names of the shards. */
  public static final List<String> SHARDS =
      List.of("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");

  /**
   * The sizes of the network. The width of all heads together differs from that of the stream.
   *
   * @param layers number of blocks
   * @param width of the stream
   * @param heads number of heads
   * @param headWidth width of a head
   * @param hidden width of the feed-forward
   * @param vocabulary number of tokens
   * @param buckets of distances
   * @param farthest distance
   */
  public record Sizes(
      int layers,
      int width,
      int heads,
      int headWidth,
      int hidden,
      int vocabulary,
      int buckets,
      int farthest) {}

  /** Makes weights; the same seed makes the same. */
  public static T5Checkpoint random(Sizes sizes, long seed) {
    T5Checkpoint made = new T5Checkpoint(sizes, new TreeMap<>());
    Random random = new Random(seed);
    int inner = sizes.heads() * sizes.headWidth();
    made.add(random, "shared.weight", sizes.vocabulary(), sizes.width());
    made.add(
        random,
        "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
        sizes.buckets(),
        sizes.heads());
    for (int block = 0; block < sizes.layers(); block++) {
      String prefix = "encoder.block." + block + ".layer.";
      for (String name : List.of("q", "k", "v")) {
        made.add(random, prefix + "0.SelfAttention." + name + ".weight", inner, sizes.width());
      }
      made.add(random, prefix + "0.SelfAttention.o.weight", sizes.width(), inner);
      made.add(random, prefix + "0.layer_norm.weight", sizes.width());
      made.add(random, prefix + "1.DenseReluDense.wi_0.weight", sizes.hidden(), sizes.width());
      made.add(random, prefix + "1.DenseReluDense.wi_1.weight", sizes.hidden(), sizes.width());
      made.add(random, prefix + "1.DenseReluDense.wo.weight", sizes.width(), sizes.hidden());
      made.add(random, prefix + "1.layer_norm.weight", sizes.width());
    }
    made.add(random, "encoder.final_layer_norm.weight", sizes.width());
    return made;
  }

  private void add(Random random, String name, long... shape) {
    Shape dimensions = Shape.of(shape);
    float[] values = new float[(int) dimensions.elements()];
    for (int i = 0; i < values.length; i++) {
      double value = random.nextGaussian() * SPREAD + (shape.length == 1 ? 1 : 0);
      values[i] = Math.round(value / STEP) * STEP;
    }
    tensors.put(name, new HeapTensor(name, dimensions, values));
  }

  /** The values of a tensor. */
  public float[] values(String name) {
    return tensors.get(name).values();
  }

  /** Writes the configuration, two shards and their index into a folder, which is created. */
  public void write(Path folder, ElementType type) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config());
    List<HeapTensor> all = new ArrayList<>(tensors.values());
    List<String> places = new ArrayList<>();
    for (int shard = 0; shard < SHARDS.size(); shard++) {
      int middle = all.size() / 2;
      List<HeapTensor> part = shard == 0 ? all.subList(0, middle) : all.subList(middle, all.size());
      SafetensorsWriter.write(folder.resolve(SHARDS.get(shard)), part, type);
      for (HeapTensor tensor : part) {
        places.add("\"" + tensor.name() + "\": \"" + SHARDS.get(shard) + "\"");
      }
    }
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"metadata\": {}, \"weight_map\": {" + String.join(", ", places) + "}}");
  }

  private String config() {
    return """
        {"architectures": ["T5ForConditionalGeneration"], "model_type": "t5", "d_model": %d,
         "num_layers": %d, "num_heads": %d, "d_kv": %d, "d_ff": %d, "vocab_size": %d,
         "relative_attention_num_buckets": %d, "relative_attention_max_distance": %d,
         "feed_forward_proj": "gated-gelu", "is_gated_act": true, "dense_act_fn": "gelu_new",
         "layer_norm_epsilon": 1e-06, "eos_token_id": 1, "pad_token_id": 0}
        """
        .formatted(
            sizes.width(),
            sizes.layers(),
            sizes.heads(),
            sizes.headWidth(),
            sizes.hidden(),
            sizes.vocabulary(),
            sizes.buckets(),
            sizes.farthest());
  }
}
