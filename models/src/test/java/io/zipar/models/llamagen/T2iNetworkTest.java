/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.CaptionFeatures;
import io.zipar.ClassLabel;
import io.zipar.Conditioning;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.PrefixInput;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.testing.CheckpointShapes;
import io.zipar.models.testing.ShapeStore;
import io.zipar.models.testing.Tensors;
import io.zipar.spi.Lane;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The text-conditional kind: its prefix, and what is refused. */
class T2iNetworkTest {
  private static final Path FOLDER = Fixtures.path("llamagen/t2i-tiny");
  private static final int SLOTS = 12;
  private static final int WIDTH = 48;

  private final TransformerSource source =
      ModelLoader.discover().openTransformer(FOLDER, Optional.empty());
  private final TransformerNetwork network = source.network();
  private final Golden expected = Golden.of("llamagen/t2i-tiny");

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void paddingMovesToTheFrontAndBecomesZero() {
    for (int sample = 0; sample < 3; sample++) {
      for (String side : List.of("t5_embeds_right_padded", "caption_embeds")) {
        PrefixInput.Features prefix = prefix(sample, side, Lane.Role.CONDITIONAL);
        assertArrayEquals(part("caption_embeds", sample), prefix.values(), Float.MIN_VALUE);
        int[] mask = expected.array("caption_mask").get(sample).ints();
        for (int slot = 0; slot < SLOTS; slot++) {
          assertEquals(mask[slot] == 1, prefix.isVisible(slot), "slot " + slot);
        }
      }
    }
  }

  @Test
  void theUnconditionalLaneHasLearnedFeaturesBehindTheSameMask() {
    float[] learned =
        Tensors.readAll(FOLDER.resolve("model.safetensors")).get("cls_embedding.uncond_embedding");
    PrefixInput.Features prefix = prefix(1, "caption_embeds", Lane.Role.UNCONDITIONAL);
    assertArrayEquals(learned, prefix.values());
    assertArrayEquals(
        prefix(1, "caption_embeds", Lane.Role.CONDITIONAL).visible(), prefix.visible());
  }

  @Test
  void describesItself() {
    assertEquals("LlamaGen t2i 2 layers of width 64, 126K parameters", network.describe());
    assertEquals(7.5, network.defaults().guidance().scale());
    assertEquals(1000, network.defaults().sampling().topK());
    assertEquals(Grid.of(8, 8), network.defaultGrid());
  }

  @Test
  void otherConditioningIsRefused() {
    String wanted = ": " + network.describe() + " takes at most 12 rows of 48 features";
    assertEquals(
        "a caption of 12 rows of 47 features" + wanted,
        refusal(new CaptionFeatures(47, new float[12 * 47], marks(12))));
    assertEquals(
        "a caption of 13 rows of 48 features" + wanted,
        refusal(new CaptionFeatures(48, new float[13 * 48], marks(13))));
    assertEquals(
        "class 3: " + network.describe() + " is conditioned by the features of a caption alone",
        refusal(new ClassLabel(3)));
  }

  @Test
  void brokenCheckpointsAreRefused() {
    ShapeStore tensors = CheckpointShapes.of(FOLDER);
    assertEquals(
        "test: tensor cls_embedding.uncond_embedding is missing",
        refusal(tensors.without("cls_embedding.uncond")));
    assertEquals(
        "test: tensor cls_embedding.cap_proj.fc1.weight is [64, 47], expected [64, 48]",
        refusal(tensors.with("cls_embedding.cap_proj.fc1.weight", 64, 47)));
    assertEquals(
        "test: tensor cls_embedding.cap_proj.fc2.weight [64, 64] is missing",
        refusal(tensors.without("cls_embedding.cap_proj.fc2")));
    assertEquals(
        "test: tensor cls_embedding.uncond_embedding is [11, 48], but cls_token_num 12 in"
            + " config.json asks for [12, 48]",
        refusal(tensors.with("cls_embedding.uncond_embedding", 11, 48)));
    assertEquals(
        "test: tensor cls_embedding.uncond_embedding is [12, 40], but caption_dim 48 in"
            + " config.json asks for [12, 48]",
        refusal(tensors.with("cls_embedding.uncond_embedding", 12, 40)));
    assertEquals(
        "test: has adapters, tensor layers.0.attention.wqkv.lora_A; merge them into the weights and"
            + " save it again",
        refusal(tensors.with("layers.0.attention.wqkv.lora_A", 3, 64)));
  }

  private static String refusal(ShapeStore tensors) {
    ModelConfig config = ModelConfig.read(FOLDER.resolve("config.json"));
    return assertThrows(
            InvalidInputException.class,
            () ->
                new LlamaGenTransformers()
                    .read(new Checkpoint(tensors, config), TransformerChoices.none()))
        .getMessage();
  }

  private String refusal(Conditioning conditioning) {
    return assertThrows(InvalidInputException.class, () -> network.checkConditioning(conditioning))
        .getMessage();
  }

  private PrefixInput.Features prefix(int sample, String array, Lane.Role role) {
    String marks = array.startsWith("t5") ? "t5_mask_right_padded" : "caption_mask";
    int[] mask = expected.array(marks).get(sample).ints();
    boolean[] valid = new boolean[SLOTS];
    for (int row = 0; row < SLOTS; row++) {
      valid[row] = mask[row] == 1;
    }
    CaptionFeatures caption = new CaptionFeatures(WIDTH, part(array, sample), valid);
    return (PrefixInput.Features)
        network.prefix(new Lane(caption, role), network.layout(network.defaultGrid()));
  }

  private float[] part(String array, int sample) {
    return expected.array(array).get(sample).floats();
  }

  private static boolean[] marks(int rows) {
    boolean[] marks = new boolean[rows];
    Arrays.fill(marks, true);
    return marks;
  }
}
