/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.emu3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.chameleon.ChameleonImageTokenizers;
import io.zipar.models.llamagen.LlamaGenImageTokenizers;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.testing.ShapeStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Emu3ImageTokenizerTest {
  private final ShapeStore tiny =
      ShapeStore.of(Fixtures.path("emu3/visionvq-tiny/model.safetensors"));

  @Test
  void theDecoderIsRead() {
    ImageTokenizerNetwork network = read(tiny, "{}");
    assertEquals("Emu3 VQ-4, 64 codes of width 4, decoder alone", network.describe());
    assertFalse(network.normalized());
    assertTrue(network.encoder().isEmpty());
  }

  @Test
  void theEncoderIsLeftAlone() {
    ShapeStore whole =
        tiny.with("encoder.conv_in.weight", 1).with("quant_conv.conv.bias", 4).with("loss.x");
    assertTrue(read(whole, "{}").encoder().isEmpty());
  }

  @Test
  void eachFamilyRecognisesItsOwn() {
    Checkpoint emu3 = new Checkpoint(tiny, ModelConfig.none());
    assertTrue(new Emu3ImageTokenizers().recognises(emu3));
    assertFalse(new ChameleonImageTokenizers().recognises(emu3));
    assertFalse(new LlamaGenImageTokenizers().recognises(emu3));
    Checkpoint chameleon =
        new Checkpoint(
            ShapeStore.of(Fixtures.path("chameleon/vqgan-tiny/model.safetensors")),
            ModelConfig.none());
    assertFalse(new Emu3ImageTokenizers().recognises(chameleon));
    assertTrue(new ChameleonImageTokenizers().recognises(chameleon));
    assertFalse(new LlamaGenImageTokenizers().recognises(chameleon));
    Checkpoint llamagen =
        new Checkpoint(
            ShapeStore.of(Fixtures.path("llamagen/vq-tiny/model.safetensors")), ModelConfig.none());
    assertFalse(new Emu3ImageTokenizers().recognises(llamagen));
    assertFalse(new ChameleonImageTokenizers().recognises(llamagen));
    assertTrue(new LlamaGenImageTokenizers().recognises(llamagen));
  }

  @Test
  void missingExtraAndMisshapenTensorsAreNamedAtOnce() {
    assertEquals(
        "test: tensor decoder.time_res_stack.0.norm2.running_var [4] is missing; tensor"
            + " decoder.time_conv.1.conv.conv.weight is [4, 4], expected [4, 4, 3, 3, 3]; tensor"
            + " decoder.norm_out.conv_y.weight is [32, 5, 1, 1], expected [32, 4, 1, 1]",
        refusal(
            tiny.without("decoder.time_res_stack.0.norm2.running_var")
                .with("decoder.time_conv.1.conv.conv.weight", 4, 4)
                .with("decoder.norm_out.conv_y.weight", 32, 5, 1, 1)
                .with("decoder.a"),
            "{}"));
    assertTrue(
        refusal(tiny.without("decoder.time_conv.0."), "{}")
            .startsWith("test: tensors of decoder.time_conv.0 are missing"));
    assertTrue(
        refusal(tiny.with("post_quant_conv.conv.weight", 5, 4, 3, 1, 1), "{}")
            .startsWith(
                "test: entries have 4 channels and latents 5, but both pass through the same"
                    + " decoder.time_res_stack.*"));
  }

  @Test
  void framesWithoutEndAreRefused() {
    ShapeStore many = tiny;
    for (int i = 2; i < 40; i++) {
      many = many.with("decoder.time_conv." + i + ".conv.conv.bias", 4);
    }
    assertTrue(
        refusal(many, "{}")
            .startsWith("test: decoder.time_conv.* are 40 layers, expected at most 6"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"codebook_size":65} | tensor quantize.embedding.weight is [64, 4], but codebook_size 65 in config.json asks for [65, 4]
          {"embed_dim":5} | tensor quantize.embedding.weight is [64, 4], but embed_dim 5 in config.json asks for [64, 5]
          {"z_channels":5} | tensor post_quant_conv.conv.weight is [4, 4, 3, 1, 1], but z_channels 5 in config.json asks for [5, 4, 3, 1, 1]
          {"ch":32,"ch_mult":[1,2,2]} | the decoder's levels decoder.up.* have [32, 32, 64] channels from the highest resolution on, but ch_mult [1, 2, 2] in config.json asks for [32, 64, 64]
          {"attn_resolutions":[0]} | decoder.up.* has attention at levels [1], but attn_resolutions [0] in config.json asks for [0]
          {"temporal_downsample_factor":8} | decoder.time_conv.* are 2 layers that make 4 frames, but temporal_downsample_factor in config.json is 8
          {"out_channels":4} | out_channels 4 in config.json must be 3, for colours
          """)
  void contradictionsAreReported(String config, String message) {
    assertEquals("test: " + message, refusal(tiny, config));
  }

  private static String refusal(ShapeStore store, String config) {
    return assertThrows(InvalidInputException.class, () -> read(store, config)).getMessage();
  }

  private static ImageTokenizerNetwork read(ShapeStore store, String config) {
    return new Emu3ImageTokenizers()
        .read(new Checkpoint(store, ModelConfig.parse("config.json", config)));
  }
}
