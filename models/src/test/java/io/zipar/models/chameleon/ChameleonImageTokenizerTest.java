/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.llamagen.LlamaGenImageTokenizers;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.ShapeStore;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChameleonImageTokenizerTest {
  private final ShapeStore tiny =
      ShapeStore.of(Fixtures.path("chameleon/vqgan-tiny/model.safetensors"));

  @Test
  void theDecoderAloneIsEnough() {
    ImageTokenizerNetwork network = read(tiny.with("loss.logvar"), "{}");
    assertEquals("Chameleon VQ-4, 64 codes of width 8, decoder alone", network.describe());
    assertEquals(4, network.downsampling());
    assertFalse(network.normalized());
    assertTrue(network.condition().isEmpty());
  }

  /** The network is that of LlamaGen, which has golden data for its encoder, by other names. */
  @Test
  void bothHalvesAreThoseOfLlamaGenByOtherNames() {
    ShapeStore original =
        ShapeStore.of(Fixtures.path("llamagen/vq-tiny/model.safetensors"))
            .without("quantize.codebook_used");
    ModelConfig none = ModelConfig.none();
    ImageTokenizerNetwork llamagen =
        new LlamaGenImageTokenizers().read(new Checkpoint(original, none));
    Checkpoint renamed =
        new Checkpoint(
            Renamed.of(original),
            ModelConfig.parse(
                "vq.json",
                """
                {"ddconfig":{"resolution":16,"attn_resolutions":[8],"ch":32,"ch_mult":[1,2],
                 "num_res_blocks":2,"z_channels":16}}
                """));
    assertTrue(new ChameleonImageTokenizers().recognises(renamed));
    ImageTokenizerNetwork chameleon = new ChameleonImageTokenizers().read(renamed);
    assertEquals(llamagen.decoder(), chameleon.decoder());
    assertEquals(llamagen.encoder().orElseThrow(), chameleon.encoder().orElseThrow());
  }

  /** Those of its training, and others: the authors load with strict=False. */
  @Test
  void furtherTensorsArePassedOver() {
    ShapeStore more = tiny.with("decoder.a", 2).with("optimizer.exp_avg", 3);
    assertEquals(read(tiny, "{}").decoder(), read(more, "{}").decoder());
    assertTrue(
        refusal(tiny.with("decoder.conv_in.lora_A.weight", 2, 2), "{}").contains("has adapters"));
  }

  @Test
  void missingAndMisshapenTensorsAreNamedAtOnce() {
    assertEquals(
        "test: tensor decoder.mid.attn_1.q.weight [64, 64, 1, 1] is missing; tensor"
            + " decoder.conv_out.bias is [4], expected [3]",
        refusal(
            tiny.without("decoder.mid.attn_1.q.weight").with("decoder.conv_out.bias", 4), "{}"));
    assertTrue(
        refusal(tiny.without("decoder.up.1."), "{}")
            .startsWith("test: tensors of decoder.up.1 are missing"));
    assertTrue(
        refusal(tiny.with("post_quant_conv.weight", 16, 8), "{}")
            .startsWith("test: tensor post_quant_conv.weight is [16, 8], expected 4 dimensions"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"n_embed":65,"embed_dim":9} | tensor quantize.embedding.weight is [64, 8], but n_embed 65 in config.json asks for [65, 8]; tensor quantize.embedding.weight is [64, 8], but embed_dim 9 in config.json asks for [64, 9]
          {"ddconfig":{"z_channels":17}} | tensor post_quant_conv.weight is [16, 8, 1, 1], but z_channels 17 in config.json asks for [17, 8, 1, 1]
          {"ddconfig":{"ch":32,"ch_mult":[1,2]}} | the decoder's levels decoder.up.* have [32, 32, 64] channels from the highest resolution on, but ch_mult [1, 2] in config.json asks for [32, 64]
          {"ddconfig":{"num_res_blocks":2}} | decoder.up.*.block has 2 blocks per level, but num_res_blocks 2 in config.json asks for 3
          {"ddconfig":{"resolution":32,"attn_resolutions":[8]}} | decoder.up.* has attention at levels [1], but attn_resolutions [8] in config.json asks for [2]
          {"ddconfig":{"resolution":32,"attn_resolutions":[]}} | decoder.up.* has attention at levels [1], but attn_resolutions [] in config.json asks for []
          {"ddconfig":{"tanh_out":true}} | ddconfig.tanh_out in config.json is true, which this network does not have; expected false
          {"ddconfig":{"resamp_with_conv":false}} | ddconfig.resamp_with_conv in config.json is false, which this network does not have; expected true
          {"ddconfig":{"out_ch":1}} | out_ch 1 in config.json must be 3, for colours
          """)
  void contradictionsAreReported(String config, String message) {
    assertEquals("test: " + message, refusal(tiny, config));
  }

  @Test
  void impossibleEntriesAreNamed() {
    assertEquals(
        "config.json: ddconfig.ch is 0, not a whole number from 1 to 2147483647",
        refusal(tiny, "{\"ddconfig\":{\"ch\":0,\"ch_mult\":[1,1,2]}}"));
    assertEquals(
        "config.json: ddconfig is 3, not a JSON object", refusal(tiny, "{\"ddconfig\":3}"));
  }

  private static String refusal(ShapeStore store, String config) {
    return assertThrows(InvalidInputException.class, () -> read(store, config)).getMessage();
  }

  private static ImageTokenizerNetwork read(ShapeStore store, String config) {
    return new ChameleonImageTokenizers()
        .read(new Checkpoint(store, ModelConfig.parse("config.json", config)));
  }

  /** The tensors of a LlamaGen tokenizer of two levels by the names of taming-transformers. */
  private record Renamed(TensorStore original, Map<String, String> aliases) implements TensorStore {
    static Renamed of(TensorStore original) {
      Map<String, String> names = new TreeMap<>();
      for (String name : original.names()) {
        String renamed =
            name.replace("decoder.conv_blocks.0.", "decoder.up.1.")
                .replace("decoder.conv_blocks.1.", "decoder.up.0.")
                .replace("encoder.conv_blocks.", "encoder.down.")
                .replace(".res.", ".block.")
                .replace(".mid.0.", ".mid.block_1.")
                .replace(".mid.1.", ".mid.attn_1.")
                .replace(".mid.2.", ".mid.block_2.");
        names.put(renamed, name);
      }
      return new Renamed(original, names);
    }

    @Override
    public String describe() {
      return "renamed";
    }

    @Override
    public SortedSet<String> names() {
      return new TreeSet<>(aliases.keySet());
    }

    @Override
    public Optional<Tensor> find(String name) {
      return Optional.ofNullable(aliases.get(name)).flatMap(original::find);
    }

    @Override
    public void close() {}
  }
}
