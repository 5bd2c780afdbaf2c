/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.CaptionFeatures;
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
import io.zipar.models.testing.AuthorsLayout;
import io.zipar.models.testing.CheckpointShapes;
import io.zipar.models.testing.ShapeStore;
import io.zipar.spi.Lane;
import io.zipar.spi.SequenceLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the family makes of a checkpoint, and what it refuses. */
class ChameleonFamilyTest {
  private static final Path RESOURCES = Fixtures.path("chameleon");
  private static final Path LUMINA = RESOURCES.resolve("lumina-gen-tiny");
  private static final Path TINY = RESOURCES.resolve("chameleon-tiny");
  private static final Path LAYOUT = RESOURCES.resolve("layout.json");
  private static final PromptTokens PROMPT = PromptTokens.of(0, 8302, 8668, 8710);
  private static final String NAME = "Chameleon, 586K parameters";

  private final ChameleonTransformers family = new ChameleonTransformers();
  private final TransformerNetwork lumina = network(LUMINA, Map.of());

  @Test
  void imageTokensAreFoundByTheirNames() {
    String config = read(TINY).replace("\"IMGIMGAZ\": 4", "\"IMGIMGAZ\": 40");
    TransformerNetwork network = network(CheckpointShapes.of(TINY), config, Map.of());
    assertEquals(32, network.tokens().imageTokens());
    assertEquals(40, network.tokens().id(0));
    assertEquals(5, network.tokens().id(1));
    assertEquals(35, network.tokens().id(31));
    assertEquals(
        "Chameleon, 146K parameters paints no image: its vocabulary has no end-of-line token",
        assertThrows(InvalidInputException.class, () -> network.layout(Grid.of(2, 2)))
            .getMessage());
  }

  @Test
  void withoutNamesThePublishedNumbersHold() {
    assertEquals(8192, lumina.tokens().imageTokens());
    assertEquals(4, lumina.tokens().id(0));
    assertEquals(8195, lumina.tokens().id(8191));
    assertEquals(8803, lumina.tokens().id(8192));
    assertEquals(Grid.of(48, 48), lumina.defaultGrid());
    assertEquals(3.0, lumina.defaults().guidance().scale());
    assertEquals(2000, lumina.defaults().sampling().topK());
  }

  @Test
  void everyRowEndsAsInTheAuthorsConstraint() {
    AuthorsLayout.object(LAYOUT, "constraints")
        .entrySet()
        .forEach(
            entry -> {
              SequenceLayout layout = lumina.layout(AuthorsLayout.grid(entry.getKey()));
              assertEquals(
                  AuthorsLayout.classes(entry.getValue(), 2, layout.positions()),
                  AuthorsLayout.classes(layout, "image"),
                  entry.getKey());
            });
  }

  @Test
  void everySizeOfTheAuthorsIsPainted() {
    ShapeStore tensors =
        CheckpointShapes.of(LUMINA)
            .with("model.embed_tokens.weight", 65536, 32)
            .with("lm_head.weight", 65536, 32);
    String config =
        read(LUMINA)
            .replace("\"vocab_size\": 8832", "\"vocab_size\": 65536")
            .replace("\"max_position_embeddings\": 4096", "\"max_position_embeddings\": 10240");
    TransformerNetwork network = network(tensors, config, Map.of());
    AuthorsLayout.object(LAYOUT, "grid_choices")
        .entrySet()
        .forEach(
            target ->
                target
                    .getValue()
                    .getAsJsonArray()
                    .forEach(
                        choice -> {
                          int width = choice.getAsJsonArray().get(0).getAsInt();
                          int height = choice.getAsJsonArray().get(1).getAsInt();
                          int[] prefix =
                              prefix(
                                  network,
                                  Grid.of(2 * height, 2 * width),
                                  PROMPT,
                                  Lane.Role.CONDITIONAL);
                          assertArrayEquals(
                              new int[] {0, 8302, 8668, 8710, 8197, 8804 + height, 8804 + width},
                              prefix);
                        }));
  }

  @Test
  void theUnconditionalLaneIsAsChosen() {
    Grid grid = Grid.of(4, 8);
    assertArrayEquals(
        new int[] {8197, 8806, 8808}, prefix(lumina, grid, PROMPT, Lane.Role.UNCONDITIONAL));
    TransformerNetwork padded = network(LUMINA, Map.of("unconditional", "padded-prompt"));
    assertArrayEquals(
        new int[] {0, 1, 1, 1, 8197, 8806, 8808},
        prefix(padded, grid, PROMPT, Lane.Role.UNCONDITIONAL));
    assertArrayEquals(
        new int[] {0, 9, 8710, 8197, 8806, 8808},
        prefix(padded, grid, PROMPT.withNegative(0, 9, 8710), Lane.Role.UNCONDITIONAL));
  }

  @Test
  void aPromptSeesItselfInBothDirectionsWhereThatIsChosen() {
    SequenceLayout layout = lumina.layout(Grid.of(4, 8));
    Lane lane = new Lane(PROMPT, Lane.Role.CONDITIONAL);
    Lane without = new Lane(PROMPT, Lane.Role.UNCONDITIONAL);
    assertEquals(0, lumina.prefix(lane, layout).mutualSlots());
    TransformerNetwork alone = network(LUMINA, Map.of("prompt-attention", "bidirectional"));
    assertEquals(4, alone.prefix(lane, layout).mutualSlots());
    assertEquals(0, alone.prefix(without, layout).mutualSlots());
    TransformerNetwork padded =
        network(
            LUMINA, Map.of("prompt-attention", "bidirectional", "unconditional", "padded-prompt"));
    assertEquals(4, padded.prefix(without, layout).mutualSlots());
  }

  @Test
  void promptsAreWrappedAsInTraining() {
    PromptTokens prompt =
        lumina
            .promptTemplate()
            .orElseThrow()
            .encode(text -> text.chars().toArray(), "a dog", Optional.empty(), Grid.of(48, 24));
    int[] tokens = prompt.tokens();
    String text = "Generate an image of 384x768 according to the following prompt:\na dog";
    assertEquals(0, tokens[0]);
    assertEquals(8710, tokens[tokens.length - 1]);
    assertEquals(text, new String(tokens, 1, tokens.length - 2));
    assertEquals(Optional.empty(), prompt.negative());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "the prompt holds the begin-of-image token 8197, which " + NAME + " adds itself",
        refusal(PromptTokens.of(0, 8197)));
    assertEquals(
        "token 8832 of the prompt is not in 0 ... 8831, the vocabulary of " + NAME,
        refusal(PromptTokens.of(8832)));
    assertEquals(
        "a caption of 1 rows of 2 features: " + NAME + " is conditioned by a prompt alone",
        refusal(new CaptionFeatures(2, new float[2], new boolean[] {true})));
    assertEquals(
        "grid 3x4: " + NAME + " takes even numbers of rows and columns", refusal(Grid.of(3, 4)));
    assertEquals(
        "grid 4x56: the vocabulary of " + NAME + " has no tokens for this size",
        refusal(Grid.of(4, 56)));
  }

  @Test
  void brokenCheckpointsAreRefused() {
    ShapeStore tensors = CheckpointShapes.of(LUMINA);
    String norm = "model.layers.0.self_attn.q_norm.weight";
    assertEquals(
        "test: tensor " + norm + " is missing", refusal(tensors.without(norm), read(LUMINA)));
    assertEquals(
        "test: tensor "
            + norm
            + " has 3 rows, expected 1 (model_parallel_size in config.json) or the 2"
            + " heads",
        refusal(tensors.with(norm, 3, 16), read(LUMINA)));
    assertEquals(
        "test: tensor model.layers.1.self_attn.k_norm.bias [1, 16] is missing",
        refusal(tensors.without("model.layers.1.self_attn.k_norm.bias"), read(LUMINA)));
    family.read(
        checkpoint(tensors.with("model.vqmodel.encoder.conv_in.weight", 1), read(LUMINA)),
        choices(Map.of()));
  }

  @Test
  void configurationsThatCannotPaintAreRefused() {
    ShapeStore tensors = CheckpointShapes.of(TINY);
    assertEquals(
        "test: mask_image_logits in config.json is true: such a model never writes an image"
            + " token; one that paints has false",
        refusal(
            tensors,
            read(TINY).replace("\"mask_image_logits\": false", "\"mask_image_logits\": true")));
    assertEquals(
        "test: vocabulary_map in config.json has no image token of code 7",
        refusal(tensors, read(TINY).replace("IMGIMGHZ", "IMGIMGXZ")));
    assertEquals(
        "test: vocabulary_map in config.json has no image token (IMGIMG...Z)",
        refusal(tensors, read(TINY).replace("IMGIMG", "IMG")));
    assertEquals(
        "test: vocabulary_map in config.json gives two names the same number",
        refusal(tensors, read(TINY).replace("\"IMGIMGAZ\": 4", "\"IMGIMGAZ\": 5")));
    assertEquals(
        "test: image tokens up to 128 do not fit a vocabulary of 128",
        refusal(tensors, read(TINY).replace("\"IMGIMGAZ\": 4", "\"IMGIMGAZ\": 128")));
  }

  private TransformerNetwork network(Path folder, Map<String, String> options) {
    return network(CheckpointShapes.of(folder), read(folder), options);
  }

  private TransformerNetwork network(
      ShapeStore tensors, String config, Map<String, String> options) {
    return family.read(checkpoint(tensors, config), choices(options)).network();
  }

  private static Checkpoint checkpoint(ShapeStore tensors, String config) {
    return new Checkpoint(tensors, ModelConfig.parse("folder/config.json", config));
  }

  private TransformerChoices choices(Map<String, String> options) {
    return TransformerChoices.of(family, options);
  }

  private static int[] prefix(
      TransformerNetwork network, Grid grid, PromptTokens prompt, Lane.Role role) {
    Lane lane = new Lane(prompt, role);
    return ((PrefixInput.Tokens) network.prefix(lane, network.layout(grid))).ids();
  }

  private String refusal(Conditioning conditioning) {
    return assertThrows(InvalidInputException.class, () -> lumina.checkConditioning(conditioning))
        .getMessage();
  }

  private String refusal(Grid grid) {
    return assertThrows(InvalidInputException.class, () -> lumina.layout(grid)).getMessage();
  }

  private String refusal(ShapeStore tensors, String config) {
    return assertThrows(InvalidInputException.class, () -> network(tensors, config, Map.of()))
        .getMessage();
  }

  private static String read(Path folder) {
    try {
      return Files.readString(folder.resolve("config.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
