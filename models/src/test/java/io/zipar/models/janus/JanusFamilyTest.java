/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.janus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PromptTokens;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.tensor.Shape;
import io.zipar.models.testing.CheckpointShapes;
import io.zipar.models.testing.ShapeStore;
import io.zipar.models.text.TextTokenizer;
import io.zipar.models.text.TextVocabulary;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the families make of a checkpoint, and what they refuse. */
class JanusFamilyTest {
  private static final Path RESOURCES = Fixtures.path("janus");
  private static final Path FOLDER = RESOURCES.resolve("janus-tiny");
  private static final String TINY = "Janus, 163K parameters";

  private final JanusTransformers family = new JanusTransformers();
  private final JanusImageTokenizers imageTokenizers = new JanusImageTokenizers();
  private final ShapeStore tensors = CheckpointShapes.of(FOLDER);

  @Test
  void imageTokensHaveAVocabularyOfTheirOwn() {
    Transformer transformer = read(tensors, config());
    TransformerNetwork network = transformer.network();
    assertEquals(TINY, network.describe());
    assertEquals(new TransformerSizes(3, 64, 4, 4, 16, 128, 128, 1e-6), network.sizes());
    assertEquals(Grid.of(8, 8), network.defaultGrid());
    assertEquals(128, network.tokens().imageTokens());
    assertEquals(5, network.tokens().id(5));
    assertEquals(5.0, network.defaults().guidance().scale());
    assertEquals(0, network.defaults().sampling().topK());
    assertEquals(Shape.of(336, 64), transformer.weights().prefixEmbedding().orElseThrow().shape());
    assertEquals(64, network.layout(Grid.of(8, 8)).positions());
    network.checkConditioning(network.example());
  }

  @Test
  void whatReadsPicturesIsNotTouched() {
    for (String prefix : new String[] {"vision_model.", "aligner.", "language_model.lm_head."}) {
      assertEquals(TINY, read(tensors.without(prefix), config()).network().describe());
    }
    assertTrue(imageTokenizers.recognises(new Checkpoint(tensors, config())));
    ImageTokenizerNetwork network = imageTokenizers.read(new Checkpoint(tensors, config()));
    assertEquals("Janus VQ-2, 128 codes of width 8", network.describe());
  }

  @ParameterizedTest
  @CsvSource({"Janus-1.3B,1", "Janus-Pro-1B,1", "Janus-Pro-7B,6"})
  void thePublishedSizesAreThoseOfTheAuthorsClasses(String name, int billions) throws IOException {
    JsonObject wanted = json("architectures.json").getAsJsonObject("models").getAsJsonObject(name);
    Architecture architecture = architecture(name);
    assertEquals(
        new TransformerSizes(
            wanted.get("num_hidden_layers").getAsInt(),
            wanted.get("hidden_size").getAsInt(),
            wanted.get("num_attention_heads").getAsInt(),
            wanted.get("num_key_value_heads").getAsInt(),
            wanted.get("head_dim").getAsInt(),
            wanted.get("intermediate_size").getAsInt(),
            16384,
            wanted.get("rms_norm_eps").getAsDouble()),
        architecture.sizes());
    JsonObject counts = wanted.getAsJsonObject("parameters");
    long outputOfText =
        wanted.get("vocab_size").getAsLong() * wanted.get("hidden_size").getAsLong();
    assertEquals(
        counts.get("language_model").getAsLong()
            - outputOfText
            + counts.get("gen_aligner").getAsLong()
            + counts.get("gen_head").getAsLong()
            + counts.get("gen_embed").getAsLong(),
        architecture.parameters());
    assertEquals(billions, architecture.parameters() / 1_000_000_000);
    assertEquals(Grid.of(24, 24), architecture.defaultGrid());
  }

  @Test
  void theTensorsOfThePublishedFilesAreAllKnown() throws IOException {
    ShapeStore published = published("Janus-Pro-1B", 24);
    TransformerChoices choices = TransformerChoices.of(family, Map.of());
    Checkpoint checkpoint = new Checkpoint(published, ModelConfig.none());
    Transformer transformer =
        family.read(
            checkpoint, choices.withArchitecture(Optional.of(architecture("Janus-Pro-1B"))));
    assertEquals("Janus-Pro-1B, 1485M parameters", transformer.network().describe());
    ImageTokenizerNetwork images = imageTokenizers.read(checkpoint);
    assertEquals("Janus VQ-16, 16384 codes of width 8", images.describe());
    assertTrue(images.encoder().isPresent());
    assertEquals(
        "test: has no config.json beside it, which must state the sizes",
        assertThrows(InvalidInputException.class, () -> family.read(checkpoint, choices))
            .getMessage());
  }

  /** The entries of the files as they are published; only the largest leaves sizes out. */
  @ParameterizedTest
  @CsvSource({"Janus-1.3B,24,2048", "Janus-Pro-1B,24,2048", "Janus-Pro-7B,30,4096"})
  void theSizesOfThePublishedFilesAreTold(String name, int layers, int width) throws IOException {
    boolean large = width == 4096;
    String stated =
        large
            ? ""
            : """
            "hidden_size": 2048, "intermediate_size": 5632, "num_attention_heads": 16,
            "num_key_value_heads": 16,""";
    ModelConfig config =
        ModelConfig.parse(
            "config.json",
            """
            {"architectures": ["MultiModalityCausalLM"], "model_type": "multi_modality",
             "torch_dtype": "bfloat16", "transformers_version": "4.33.1",
             "aligner_config": {"cls": "MlpProjector", "model_type": "aligner", "params": {
              "depth": 2, "input_dim": 1024, "n_embed": %2$d, "projector_type": "mlp_gelu"}},
             "gen_aligner_config": {"cls": "MlpProjector", "model_type": "gen_aligner", "params": {
              "depth": 2, "input_dim": 8, "n_embed": %2$d, "projector_type": "mlp_gelu"}},
             "gen_head_config": {"cls": "vision_head", "model_type": "gen_head", "params": {
              "image_token_embed": %2$d, "image_token_size": 16384, "n_embed": %2$d}},
             "gen_vision_config": {"cls": "VQ-16", "model_type": "gen_vision", "params": {
              "image_token_size": 16384, "n_embed": 8}},
             "language_config": {%3$s "max_position_embeddings": 16384, "model_type": "llama",
              "num_hidden_layers": %1$d, "torch_dtype": "bfloat16", "vocab_size": 102400},
             "vision_config": {"cls": "CLIPVisionTower", "model_type": "vision", "params": {
              "image_size": 384, "model_name": "siglip_large_patch16_384",
              "select_feature": "same", "select_layer": -1}}}
            """
                .formatted(layers, width, stated));
    Checkpoint checkpoint =
        new Checkpoint(published(large ? name : "Janus-Pro-1B", layers), config);
    assertTrue(family.recognises(checkpoint));
    TransformerChoices choices = TransformerChoices.of(family, Map.of());
    TransformerNetwork told = family.read(checkpoint, choices).network();
    Architecture architecture = architecture(name);
    assertEquals(architecture.sizes(), told.sizes());
    assertEquals(Grid.of(24, 24), told.defaultGrid());
    TransformerNetwork named =
        family.read(checkpoint, choices.withArchitecture(Optional.of(architecture))).network();
    assertEquals(name + told.describe().substring("Janus".length()), named.describe());
    assertEquals(
        "Janus VQ-16, 16384 codes of width 8", imageTokenizers.read(checkpoint).describe());
  }

  /** The layout of the files lists the first layer; the others are like it. */
  private static ShapeStore published(String name, int layers) throws IOException {
    Map<String, Shape> shapes = new TreeMap<>();
    JsonObject layout = json("layout.json");
    for (String each : List.of("Janus-Pro-1B", name)) {
      layout
          .getAsJsonObject(each)
          .entrySet()
          .forEach(
              entry -> {
                for (int layer = 0; layer < layers; layer++) {
                  shapes.put(
                      entry.getKey().replace("model.layers.0.", "model.layers." + layer + "."),
                      shape(entry.getValue().getAsJsonArray()));
                }
              });
    }
    return ShapeStore.of(shapes);
  }

  /** The file of the largest states layers and vocabulary alone. */
  @Test
  void whatTheConfigurationLeavesOutIsThatOfLlama() {
    refuse(
        tensors,
        config("\"hidden_size\": 64,", ""),
        "test (language_model.*): tensor model.embed_tokens.weight is [336, 64], but vocab_size 336"
            + " in config.json and hidden_size 4096 (the default of LlamaConfig, since config.json"
            + " does not state it) ask for [336, 4096]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gen_head.vision_head", "gen_head.output_mlp_projector"})
  void aWrongHeadIsNamed(String layer) {
    String bias = layer + ".bias";
    String message = refusal(tensors.with(bias, 77), config());
    assertTrue(message.startsWith("test: tensor " + bias + " is [77], expected ["), message);
  }

  @Test
  void contradictionsAreNamed() {
    refuse(
        tensors,
        config("\"image_token_embed\": 64", "\"image_token_embed\": 65"),
        "test: gen_head_config.params.image_token_embed in config.json is 65, but there are 64 rows"
            + " of gen_head.output_mlp_projector.*");
    refuse(
        tensors,
        config("\"depth\": 2,\n      \"input_dim\": 8", "\"depth\": 3,\n      \"input_dim\": 8"),
        "test: gen_aligner_config.params.depth in config.json is 3, but this network has 2 layers");
    refuse(
        tensors.with("gen_extra.weight", 1),
        config(),
        "test: unexpected tensor gen_extra.weight, this network has no place for it");
    assertEquals(
        "test: config.json states 3 layers of width 64, which are not those of architecture"
            + " Janus-Pro-1B",
        assertThrows(
                InvalidInputException.class,
                () ->
                    family.read(
                        new Checkpoint(tensors, config()),
                        TransformerChoices.of(family, Map.of())
                            .withArchitecture(Optional.of(architecture("Janus-Pro-1B")))))
            .getMessage());
  }

  @Test
  void otherModelsOfThatNameAreRefused() {
    String flow =
        "test: is a JanusFlow, which paints by rectified flow and has no image tokens; Janus and"
            + " Janus-Pro have";
    refuse(tensors, config("\"gen_aligner_config\"", "\"vision_gen_enc_config\""), flow);
    refuse(tensors.with("vision_gen_dec_model.conv_in.weight", 1), config(), flow);
    refuse(
        ShapeStore.of(Map.of("vision_gen_enc_model.conv_in.weight", Shape.of(1))),
        ModelConfig.none(),
        flow);
    refuse(
        tensors,
        config("\"model_type\": \"multi_modality\"", "\"model_type\": \"janus\""),
        "test: is a Janus as the transformers library converts it, with other names; take the one"
            + " with model_type multi_modality in config.json");
  }

  @Test
  void theLanesOfAPrompt() {
    TransformerNetwork network = read(tensors, config()).network();
    SequenceLayout layout = network.layout(Grid.of(8, 8));
    PromptTokens prompt = PromptTokens.of(1, 2, 3).withNegative(1, 9, 3);
    assertArrayEquals(new int[] {1, 2, 3}, rows(network, prompt, Lane.Role.CONDITIONAL, layout));
    assertArrayEquals(new int[] {1, 9, 3}, rows(network, prompt, Lane.Role.UNCONDITIONAL, layout));
    assertEquals(
        "a prompt of 2 tokens: with guidance " + TINY + " needs a negative prompt",
        assertThrows(
                InvalidInputException.class,
                () -> rows(network, PromptTokens.of(1, 2), Lane.Role.UNCONDITIONAL, layout))
            .getMessage());
    assertEquals(
        "token 336 of the prompt is not in 0 ... 335, the vocabulary of " + TINY,
        assertThrows(
                InvalidInputException.class, () -> network.checkConditioning(PromptTokens.of(336)))
            .getMessage());
    assertThrows(InvalidInputException.class, () -> network.checkConditioning(new ClassLabel(1)));
  }

  @Test
  void aPromptIsStrippedAndTheOtherLaneIsPadded() {
    PromptTokens prompt = encode(Optional.empty(), "\u00a0\n a cat\t");
    assertEquals("^U: a cat\n\nA:!", text(prompt.tokens()));
    assertEquals("^" + "_".repeat(12) + "!", text(prompt.negative().orElseThrow()));
    assertEquals("^U:A:!", text(encode(Optional.empty(), " \u0085 ").tokens()));
    PromptTokens unlike = encode(Optional.of("dog"), "a cat");
    assertEquals("^U: dog\n\nA:!", text(unlike.negative().orElseThrow()));
  }

  /** Each character is a token, and special ones stand for the special tokens. */
  private PromptTokens encode(Optional<String> negative, String words) {
    Map<String, Integer> names =
        Map.of(
            "<｜begin▁of▁sentence｜>", (int) '^',
            "<｜▁pad▁｜>", (int) '_',
            "<begin_of_image>", (int) '!',
            "<|User|>", (int) 'U',
            "<|Assistant|>", (int) 'A');
    TextTokenizer tokenizer =
        new TextTokenizer() {
          @Override
          public int[] encode(String text) {
            return text.chars().toArray();
          }

          @Override
          public Optional<TextVocabulary> vocabulary() {
            return Optional.of(new TextVocabulary("tokenizer.json", 300, names));
          }
        };
    return read(tensors, config())
        .network()
        .promptTemplate()
        .orElseThrow()
        .encode(tokenizer, words, negative, Grid.of(8, 8));
  }

  private static String text(int[] tokens) {
    return new String(tokens, 0, tokens.length);
  }

  private static int[] rows(
      TransformerNetwork network, PromptTokens prompt, Lane.Role role, SequenceLayout layout) {
    return ((PrefixInput.TableRows) network.prefix(new Lane(prompt, role), layout)).rows();
  }

  private Architecture architecture(String name) {
    return family.catalog().architectures().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Transformer read(ShapeStore store, ModelConfig config) {
    Checkpoint checkpoint = new Checkpoint(store, config);
    assertTrue(family.recognises(checkpoint));
    return family.read(checkpoint, TransformerChoices.of(family, Map.of()));
  }

  private void refuse(ShapeStore store, ModelConfig config, String message) {
    assertEquals(message, refusal(store, config));
  }

  private String refusal(ShapeStore store, ModelConfig config) {
    return assertThrows(InvalidInputException.class, () -> read(store, config)).getMessage();
  }

  private static ModelConfig config(String... replacement) {
    try {
      String text = Files.readString(FOLDER.resolve("config.json"));
      if (replacement.length > 0) {
        assertTrue(text.contains(replacement[0]), replacement[0]);
        text = text.replace(replacement[0], replacement[1]);
      }
      return ModelConfig.parse("config.json", text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Shape shape(JsonArray sizes) {
    return new Shape(
        StreamSupport.stream(sizes.spliterator(), false).map(JsonElement::getAsLong).toList());
  }

  private static JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(RESOURCES.resolve(file))).getAsJsonObject();
  }
}
