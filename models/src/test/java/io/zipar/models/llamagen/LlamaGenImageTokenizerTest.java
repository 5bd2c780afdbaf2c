/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.testing.ShapeStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaGenImageTokenizerTest {
  private final ShapeStore tiny =
      ShapeStore.of(Fixtures.path("llamagen/vq-tiny/model.safetensors"));

  @Test
  void aCheckpointWithoutEncoderDecodes() {
    ImageTokenizerNetwork network = read(tiny.without("encoder.").without("quant_conv."), "{}");
    assertTrue(network.encoder().isEmpty());
    assertTrue(read(tiny.without("encoder."), "{}").encoder().isEmpty());
    assertTrue(read(tiny.without("quant_conv."), "{}").encoder().isEmpty());
    assertTrue(read(tiny.without("encoder.conv_in"), "{}").encoder().isEmpty());
    assertEquals("LlamaGen VQ-2, 64 codes of width 8, decoder alone", network.describe());
  }

  @Test
  void normalisationsComeFromTheConfiguration() {
    assertTrue(read(tiny, "{}").normalized());
    assertFalse(read(tiny, "{\"codebook_l2_norm\": false}").normalized());
    assertEquals(
        "test: decoder.mid.0.norm1 has 64 channels, which 7 groups do not divide",
        refusal(tiny, "{\"group_norm_groups\": 7}").split(";", 2)[0]);
  }

  @Test
  void missingAndMisshapenTensorsAreNamedAtOnce() {
    assertEquals(
        "test: tensor decoder.mid.1.q.weight [64, 64, 1, 1] is missing;"
            + " tensor decoder.conv_out.bias is [4], expected [3];"
            + " tensor encoder.conv_out.weight is [16, 64, 1, 1], expected [16, 64, 3, 3];"
            + " unexpected tensors decoder.a, decoder.b, decoder.c and 1 more, this network has no"
            + " place for them",
        refusal(
            tiny.without("decoder.mid.1.q.weight")
                .with("decoder.conv_out.bias", 4)
                .with("encoder.conv_out.weight", 16, 64, 1, 1)
                .with("decoder.a")
                .with("decoder.b")
                .with("decoder.c")
                .with("decoder.d"),
            "{}"));
    assertEquals(
        "test: tensor decoder.conv_blocks.1.res.2.norm1.weight [32] is missing",
        refusal(tiny.without("decoder.conv_blocks.1.res.2."), "{}").split(";", 2)[0]);
    assertEquals(
        "test: tensor quantize.embedding.weight is missing; tensor post_quant_conv.weight is"
            + " missing; tensor decoder.conv_in.weight is missing; tensors of decoder.conv_blocks.0"
            + " are missing; tensor decoder.conv_blocks.0.res.0.conv1.weight is missing; tensors of"
            + " decoder.conv_blocks.0.res.0 are missing",
        refusal(ShapeStore.of(Map.of()), "{}"));
    assertTrue(
        refusal(tiny.without("encoder.conv_blocks.1"), "{}")
            .startsWith("test: the encoder has 1 levels and the decoder 2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"codebook_size":65,"codebook_embed_dim":9} | tensor quantize.embedding.weight is [64, 8], but codebook_size 65 in vq.json asks for [65, 8]; tensor quantize.embedding.weight is [64, 8], but codebook_embed_dim 9 in vq.json asks for [64, 9]
          {"z_channels":17} | tensor post_quant_conv.weight is [16, 8, 1, 1], but z_channels 17 in vq.json asks for [17, 8, 1, 1]
          {"ch":32,"decoder_ch_mult":[1,3]} | the decoder's levels decoder.conv_blocks.* have [32, 64] channels from the highest resolution on, but decoder_ch_mult [1, 3] in vq.json asks for [32, 96]
          {"encoder_ch_mult":[1,2,4]} | the encoder's levels encoder.conv_blocks.* have [32, 64] channels from the highest resolution on, but encoder_ch_mult [1, 2, 4] in vq.json asks for [32, 64, 128]
          {"num_res_blocks":3} | decoder.conv_blocks.*.res has 3 blocks per level, but num_res_blocks 3 in vq.json asks for 4; encoder.conv_blocks.*.res has 2 blocks per level, but num_res_blocks 3 in vq.json asks for 3
          {"downsample_factor":16} | downsample_factor 16 in vq.json is not the 2 of the decoder's 2 levels
          {"out_channels":1} | out_channels 1 in vq.json must be 3, for colours
          """)
  void contradictionsAreReported(String config, String message) {
    assertEquals("test: " + message, refusal(tiny, config));
  }

  private static String refusal(ShapeStore store, String config) {
    return assertThrows(InvalidInputException.class, () -> read(store, config)).getMessage();
  }

  private static ImageTokenizerNetwork read(ShapeStore store, String config) {
    Checkpoint checkpoint = new Checkpoint(store, ModelConfig.parse("vq.json", config));
    return new LlamaGenImageTokenizers().read(checkpoint);
  }
}
