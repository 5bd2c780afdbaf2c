/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.TensorSpec;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.tensor.Shape;
import io.zipar.models.testing.ShapeStore;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told by the tensors, what by the configuration, and what when they disagree. */
class C2iSizesTest {
  private static final TransformerSizes TINY = new TransformerSizes(2, 32, 4, 2, 8, 96, 50, 1e-5);

  private final LlamaGenTransformers family = new LlamaGenTransformers();

  @Test
  void headsAloneMakeTheRest() {
    TransformerNetwork network = network(tiny(), "{\"n_head\": 4}");
    assertEquals(TINY, network.sizes());
    assertEquals(Grid.of(24, 24), network.defaultGrid());
    assertEquals("LlamaGen c2i 2 layers of width 32, 28K parameters", network.describe());
    assertEquals(TINY, network(tiny(), "{\"head_dim\": 8, \"n_kv_head\": 2}").sizes());
  }

  @Test
  void constantsAndGridComeFromTheConfiguration() {
    TransformerNetwork network =
        network(
            tiny(),
            """
            {"n_head": 4, "norm_eps": 1e-6, "rope_base": 500, "grid_rows": 3, "grid_cols": 5,
             "block_size": 15, "num_classes": 7, "vocab_size": 50, "model_type": "c2i",
             "caption_dim": null, "unknown": []}
            """);
    assertEquals(1e-6, network.sizes().normEpsilon());
    assertEquals(Grid.of(3, 5), network.defaultGrid());
    assertEquals(500, ((C2iNetwork) network).rotaryBase());
    assertEquals(
        Grid.of(4, 4), network(tiny(), "{\"n_head\": 4, \"block_size\": 16}").defaultGrid());
    String video =
        "{\"n_head\": 4, \"grid_frames\": 2, \"grid_rows\": 3, \"grid_cols\": 5, \"block_size\": 30}";
    assertEquals(new Grid(2, 3, 5), network(tiny(), video).defaultGrid());
  }

  @Test
  void computedTablesAreIgnored() {
    ShapeStore store =
        tiny().with("freqs_cis", 577, 4, 2).with("layers.0.attention.kv_cache.k_cache", 1);
    assertEquals(TINY, network(store, "{\"n_head\": 4}").sizes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | the number of heads is not in the tensors, and 2 layers of width 32 are no published size; give --arch NAME or n_head in a config.json beside it
          {"n_head":4,"n_layer":3} | there are tensors of 2 layers, but n_layer 3 in config.json
          {"n_head":4,"dim":64,"vocab_size":51,"ffn_hidden":97} | tensor tok_embeddings.weight is [50, 32], but dim 64 in config.json asks for [50, 64]; tensor tok_embeddings.weight is [50, 32], but vocab_size 51 in config.json asks for [51, 32]; tensor layers.0.feed_forward.w1.weight is [96, 32], but ffn_hidden 97 in config.json asks for [97, 32]
          {"n_head":4,"num_classes":8} | tensor cls_embedding.embedding_table.weight is [8, 32], but num_classes 8 in config.json asks for [9, 32]
          {"n_head":4,"n_kv_head":4} | tensor layers.0.attention.wqkv.weight is [64, 32], but n_kv_head 4 in config.json asks for [96, 32]
          {"n_head":4,"head_dim":16} | n_head 4 in config.json contradicts head_dim 16, so n_head 2 in config.json
          {"head_dim":7} | head_dim 7 in config.json does not divide the 32 columns of tensor layers.0.attention.wo.weight
          {"n_head":4,"rope_theta":5000} | rope_theta in config.json is 5000, which this network does not have; expected null
          {"n_head":4,"rope_scaling":{"type":"linear"}} | rope_scaling in config.json is {"type":"linear"}, which this network does not have; expected null
          {"n_head":5} | tensor layers.0.attention.wo.weight has 32 columns, which n_head 5 does not divide
          {"n_head":16} | the head width 2 must be a multiple of 4 for the rotary embedding
          {"n_head":4,"cls_token_num":120} | cls_token_num 120 in config.json must be 1 for c2i
          {"n_head":4,"grid_rows":8} | grid_rows and grid_cols in config.json need each other
          {"n_head":4,"grid_rows":8,"grid_cols":8,"block_size":65} | block_size 65 in config.json is not that of the grid 8x8
          {"n_head":4,"block_size":65} | block_size 65 in config.json is no square; give grid_rows and grid_cols
          """)
  void contradictionsAreReported(String config, String message) {
    assertEquals("test: " + message, refusal(tiny(), config));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"n_head":"four"} | n_head is "four", not a whole number from 1 to 2147483647
          {"n_head":0} | n_head is 0, not a whole number from 1 to 2147483647
          {"n_head":1e999999999} | n_head is Infinity, not a whole number from 1 to 2147483647
          {"n_head":4,"norm_eps":-1} | norm_eps is -1, not a finite number above 0
          {"n_head":4,"model_type":3} | model_type is 3, not a text
          {"n_head":4,"model_type":"gpt"} | model_type is gpt, but the tensors are those of c2i
          """)
  void badEntriesNameTheConfiguration(String config, String message) {
    assertEquals("folder/config.json: " + message, refusal(tiny(), config));
  }

  @Test
  void anArchitectureIsHeldAgainstTensorsAndConfiguration() {
    Architecture large = architecture("GPT-B-256");
    Checkpoint checkpoint = new Checkpoint(tiny(), config("{\"n_head\": 4, \"block_size\": 16}"));
    assertEquals(
        "test: there are tensors of 2 layers, but n_layer 12 in architecture GPT-B-256;"
            + " tensor tok_embeddings.weight is [50, 32], but dim 768 in architecture GPT-B-256"
            + " asks for [50, 768];"
            + " tensor layers.0.feed_forward.w1.weight is [96, 32], but ffn_hidden 2048 in"
            + " architecture GPT-B-256 asks for [2048, 32];"
            + " n_head 4 in config.json contradicts n_head 12 in architecture GPT-B-256;"
            + " the grid is 4x4 in config.json but 16x16 in architecture GPT-B-256",
        assertThrows(
                InvalidInputException.class,
                () ->
                    family.read(
                        checkpoint, TransformerChoices.none().withArchitecture(Optional.of(large))))
            .getMessage());
  }

  @Test
  void aPublishedSizeMayHaveItsOwnClassesAndVocabulary() {
    Architecture base = architecture("GPT-B-256");
    ShapeStore store = of(base.sizes(), 9);
    assertEquals(
        Grid.of(16, 16),
        family
            .read(
                new Checkpoint(store, ModelConfig.none()),
                TransformerChoices.none().withArchitecture(Optional.of(base)))
            .network()
            .defaultGrid());
  }

  @Test
  void missingAndMisshapenTensorsAreNamedAtOnce() {
    ShapeStore store =
        tiny()
            .without("layers.1.ffn_norm.weight")
            .with("output.weight", 51, 32)
            .with("layers.1.attention.q_norm.weight", 8);
    assertEquals(
        "test: tensor layers.1.ffn_norm.weight [32] is missing;"
            + " tensor output.weight is [51, 32], expected [50, 32]",
        refusal(store, "{\"n_head\":4}"));
    assertEquals(
        "test: tensors of layers.0 are missing;"
            + " tensor tok_embeddings.weight is missing;"
            + " tensor cls_embedding.embedding_table.weight is missing;"
            + " tensor layers.0.attention.wqkv.weight is missing;"
            + " tensor layers.0.attention.wo.weight is missing;"
            + " tensor layers.0.feed_forward.w1.weight is missing",
        refusal(ShapeStore.of(Map.of()), "{\"n_head\":4}"));
    assertEquals(
        "test: tensors of layers.2 are missing",
        refusal(tiny().with("layers.3.ffn_norm.weight", 32), "{\"n_head\":4}"));
    assertEquals(
        "test: tensor tok_embeddings.weight is [50], expected 2 dimensions",
        refusal(tiny().with("tok_embeddings.weight", 50), "{\"n_head\":4}"));
    assertEquals(
        "test: tensor layers.0.attention.wqkv.weight is [65, 32], expected 32 rows of queries and"
            + " twice a divisor of the 4 heads times 8",
        refusal(tiny().with("layers.0.attention.wqkv.weight", 65, 32), "{\"n_head\":4}"));
  }

  @Test
  void aConfigurationOfTheOtherKindIsRefused() {
    assertEquals(
        "folder/config.json: model_type is t2i, but the tensors are those of c2i",
        refusal(tiny(), "{\"model_type\":\"t2i\"}"));
    assertEquals(
        "folder/config.json: model_type is c2i, but the tensors are those of t2i",
        refusal(tiny().with("cls_embedding.cap_proj.fc1.weight", 1), "{\"model_type\":\"c2i\"}"));
  }

  private String refusal(ShapeStore store, String config) {
    return assertThrows(InvalidInputException.class, () -> network(store, config)).getMessage();
  }

  private TransformerNetwork network(ShapeStore store, String config) {
    return family.read(new Checkpoint(store, config(config)), TransformerChoices.none()).network();
  }

  private static ModelConfig config(String json) {
    return ModelConfig.parse("folder/config.json", json);
  }

  private Architecture architecture(String name) {
    return family.catalog().architectures().stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ShapeStore tiny() {
    return of(TINY, 7);
  }

  private static ShapeStore of(TransformerSizes sizes, int classes) {
    ListedWeights listed = new ListedWeights();
    GptWeights.takeC2i(listed, sizes, classes);
    Map<String, Shape> shapes = new TreeMap<>();
    for (TensorSpec spec : listed.specs()) {
      shapes.put(spec.name(), spec.shape());
    }
    return ShapeStore.of(shapes);
  }
}
