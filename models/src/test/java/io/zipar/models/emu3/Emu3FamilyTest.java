/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonArray;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.testing.AuthorsLayout;
import io.zipar.models.testing.CheckpointShapes;
import io.zipar.models.testing.ShapeStore;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the family makes of a checkpoint, and what it refuses. */
class Emu3FamilyTest {
  private static final Path RESOURCES = Fixtures.path("emu3");
  private static final Path FOLDER = RESOURCES.resolve("emu3-tiny");
  private static final Path LAYOUT = RESOURCES.resolve("layout.json");
  private static final int[] PROMPT = {120, 58, 123, 7, 4, 9, 122};

  private final ShapeStore tensors = CheckpointShapes.of(FOLDER);
  private final TransformerNetwork network = network(tensors, config());

  @Test
  void visualTokensAreTheEndOfTheVocabulary() {
    assertEquals(35, network.tokens().imageTokens());
    assertEquals(125, network.tokens().id(0));
    assertEquals(159, network.tokens().id(34));
    assertEquals(117, network.tokens().id(35));
    assertEquals(Grid.of(3, 3), network.defaultGrid());
    assertEquals(3.0, network.defaults().guidance().scale());
    assertEquals(2048, network.defaults().sampling().topK());
  }

  @Test
  void everyRowEndsAsInTheAuthorsConstraint() {
    AuthorsLayout.object(LAYOUT, "constraints")
        .entrySet()
        .forEach(
            entry -> {
              SequenceLayout layout = network.layout(AuthorsLayout.grid(entry.getKey()));
              assertEquals(
                  AuthorsLayout.classes(entry.getValue(), 0, layout.positions()),
                  AuthorsLayout.classes(layout, "visual"),
                  entry.getKey());
              assertEquals(35, layout.structuralToken(layout.grid().columns()));
            });
  }

  @Test
  void aspectRatiosGiveTheAuthorsGrids() {
    AuthorsLayout.object(LAYOUT, "sizes")
        .entrySet()
        .forEach(
            entry -> {
              String[] parts = entry.getKey().split("[ :]");
              JsonArray sides = entry.getValue().getAsJsonArray();
              assertEquals(
                  Grid.of(sides.get(0).getAsInt(), sides.get(1).getAsInt()),
                  Emu3Grid.of(
                      Integer.parseInt(parts[0]),
                      Integer.parseInt(parts[1]),
                      Integer.parseInt(parts[2])),
                  entry.getKey());
            });
  }

  @Test
  void promptsAreWrappedAsInTraining() {
    PromptTokens prompt =
        network
            .promptTemplate()
            .orElseThrow()
            .encode(text -> text.chars().toArray(), "a", Optional.of("b"), Grid.of(90, 12));
    String text = "xa masterpiece, film grained, best quality.{90*12z";
    assertArrayEquals(text.chars().toArray(), prompt.tokens());
    assertArrayEquals("xb{90*12z".chars().toArray(), prompt.negative().orElseThrow());
    network.checkConditioning(prompt);
  }

  @Test
  void eachLaneHasItsOwnPrompt() {
    PromptTokens prompt = PromptTokens.of(PROMPT).withNegative(120, 5, 122);
    assertArrayEquals(PROMPT, prefix(prompt, Lane.Role.CONDITIONAL));
    assertArrayEquals(new int[] {120, 5, 122}, prefix(prompt, Lane.Role.UNCONDITIONAL));
  }

  @Test
  void promptsThatDoNotFitAreRefused() {
    String name = "Emu3-Gen, 150K parameters";
    assertEquals(
        "token 160 of the prompt is not in 0 ... 159, the vocabulary of " + name,
        refusal(PromptTokens.of(120, 160, 122)));
    assertEquals(
        "token -1 of the negative prompt is not in 0 ... 159, the vocabulary of " + name,
        refusal(PromptTokens.of(PROMPT).withNegative(120, -1, 122)));
    assertEquals(
        "the prompt runs from token 120 to token 9, but "
            + name
            + " takes complete prompts, from 120 to 122",
        refusal(PromptTokens.of(120, 9)));
    assertEquals(
        "class 1: " + name + " is conditioned by a prompt alone", refusal(new ClassLabel(1)));
    int[] tooLong = new int[250];
    tooLong[0] = 120;
    tooLong[249] = 122;
    assertEquals(
        "a prompt of 250 tokens and grid 3x3 take 262 positions, but "
            + name
            + " has max_position_embeddings 256",
        assertThrows(
                InvalidInputException.class,
                () -> prefix(PromptTokens.of(tooLong), Lane.Role.CONDITIONAL))
            .getMessage());
  }

  @Test
  void brokenCheckpointsAreRefused() {
    String layer = "model.layers.1.self_attn.";
    assertEquals(
        "test: tensor model.layers.1.self_attn.k_proj.weight [32, 64] is missing",
        refusal(tensors.without(layer + "k_proj"), config()));
    assertEquals(
        "test: tensor lm_head.weight is [159, 64], expected [160, 64]",
        refusal(tensors.with("lm_head.weight", 159, 64), config()));
    assertEquals(
        "test: has adapters, tensor model.layers.1.self_attn.q_proj.lora_A.weight; merge them into"
            + " the weights and save it again",
        refusal(tensors.with(layer + "q_proj.lora_A.weight", 64), config()));
    assertEquals(
        "test: tensor model.embed_tokens.weight is [160, 64], but vocab_size 161 in config.json and"
            + " hidden_size 64 in config.json ask for [161, 64]",
        refusal(tensors, config("\"vocab_size\": 160", "\"vocab_size\": 161")));
    assertEquals(
        "test: there are tensors of 3 layers, but num_hidden_layers 2000000000 in config.json",
        refusal(tensors, config("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 2000000000")));
  }

  @Test
  void configurationsOfAnotherNetworkAreRefused() {
    assertEquals(
        "test: hidden_act in config.json is \"gelu\", which this network does not have; expected"
            + " \"silu\"",
        refusal(tensors, config("\"silu\"", "\"gelu\"")));
    assertEquals(
        "test: rope_scaling.type in config.json is linear; this network has no scaling of its"
            + " rotary embedding, expected default",
        refusal(
            tensors, config("\"rope_scaling\": null", "\"rope_scaling\": {\"type\":\"linear\"}")));
    assertEquals(
        "test: tensor model.embed_tokens.weight is [160, 64], but vocab_size 160 in config.json and"
            + " hidden_size 4096 (the default of Emu3Config, since config.json does not state it)"
            + " ask for [160, 4096]",
        refusal(tensors, config("\"hidden_size\"", "\"hidden\"")));
    assertEquals(
        "test: bos_token_id in config.json is null; expected the number of this token",
        refusal(tensors, config("\"bos_token_id\": 120", "\"bos_token_id\": null")));
    assertEquals(
        "test: bos_token_id 151849 (the default of Emu3Config, since config.json does not state it)"
            + " stands among the visual tokens, which begin at 125",
        refusal(tensors, config("\"bos_token_id\"", "\"bos\"")));
    assertEquals(
        "folder/config.json: image_area is 1000000000000, not a whole number from 1 to 2147483647",
        refusal(tensors, config("\"image_area\": 576", "\"image_area\": 1000000000000")));
    assertEquals(
        "test: is Emu3 as the transformers library converts it (text_config in config.json);"
            + " expected the authors' own checkpoint, whose model_type is Emu3",
        refusal(tensors, config("{", "{\"text_config\": {\"vocab_size\": 160},")));
    assertEquals(
        "test: img_token_id 157 in config.json leaves no visual token in a vocabulary of 160",
        refusal(tensors, config("\"img_token_id\": 122", "\"img_token_id\": 157")));
    assertEquals(
        "test: num_attention_heads 4 in config.json, num_key_value_heads 3 in config.json, head"
            + " width 16: heads must be a multiple of key/value heads and the head width even",
        refusal(tensors, config("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3")));
    assertEquals(
        "test: has no config.json beside it, which must state the sizes",
        refusal(tensors, ModelConfig.none()));
  }

  @Test
  void aTiedOutputIsTheEmbedding() {
    ModelConfig tied = config("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true");
    var transformer =
        new Emu3Transformers()
            .read(new Checkpoint(tensors.without("lm_head"), tied), TransformerChoices.none());
    Tensor output = transformer.weights().heads().get(0).output().last().matrix();
    assertEquals("model.embed_tokens.weight", output.name());
    assertEquals(List.of(35L, 64L), output.shape().dimensions());
  }

  private int[] prefix(PromptTokens prompt, Lane.Role role) {
    SequenceLayout layout = network.layout(Grid.of(3, 3));
    return ((PrefixInput.Tokens) network.prefix(new Lane(prompt, role), layout)).ids();
  }

  private String refusal(Conditioning conditioning) {
    return assertThrows(InvalidInputException.class, () -> network.checkConditioning(conditioning))
        .getMessage();
  }

  private static TransformerNetwork network(ShapeStore tensors, ModelConfig config) {
    return new Emu3Transformers()
        .read(new Checkpoint(tensors, config), TransformerChoices.none())
        .network();
  }

  private static String refusal(ShapeStore tensors, ModelConfig config) {
    return assertThrows(InvalidInputException.class, () -> network(tensors, config)).getMessage();
  }

  private static ModelConfig config() {
    return config("{", "{");
  }

  private static ModelConfig config(String from, String to) {
    try {
      String json = Files.readString(FOLDER.resolve("config.json"));
      return ModelConfig.parse("folder/config.json", json.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
