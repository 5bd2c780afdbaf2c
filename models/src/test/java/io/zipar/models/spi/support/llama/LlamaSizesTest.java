/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.testing.CheckpointShapes;
import io.zipar.models.testing.ShapeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a configuration states the rotary base and the sizes, and what it must not ask for. */
class LlamaSizesTest {
  private static final Path FOLDER = Fixtures.path("emu3").resolve("emu3-tiny");
  private static final String BASE = "\"rope_theta\": 1000000.0,";
  private static final LlamaDefaults DEFAULTS =
      new LlamaDefaults("TestConfig", 160, 64, 160, 3, 4, OptionalInt.of(2), 256, 1e-5, 500000);

  private final ShapeStore tensors = CheckpointShapes.of(FOLDER);

  @Property(tries = 50)
  void theBaseCountsWhereverItStands(@ForAll @DoubleRange(min = 1, max = 1e9) double base) {
    for (String place :
        new String[] {
          "\"rope_theta\": " + base,
          "\"rope_parameters\": {\"rope_theta\": " + base + ", \"rope_type\": \"default\"}",
          "\"rope_parameters\": {\"rope_theta\": " + base + "}",
          "\"rope_parameters\": {\"type\": \"default\", \"factor\": 2, \"rope_theta\": "
              + base
              + "}",
          "\"rope_theta\": " + base + ", \"rope_parameters\": {\"rope_theta\": " + base + "}",
          "\"rope_scaling\": {\"rope_type\": \"default\"}, \"rope_theta\": " + base,
          "\"rope_parameters\": null, \"rope_theta\": " + base
        }) {
      assertEquals(base, read(BASE, place + ",").rotaryBase(), place);
    }
  }

  @Test
  void withoutABaseTheFamilysOwnCounts() {
    assertEquals(500000, read(BASE, "").rotaryBase());
    assertEquals(
        500000, read(BASE, "\"rope_parameters\": {\"rope_type\": \"default\"},").rotaryBase());
    assertEquals(500000, read(BASE, "\"rope_theta\": null,").rotaryBase());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rope_parameters", "rope_scaling"})
  void aScalingIsRefusedInEitherPlace(String place) {
    for (String key : new String[] {"type", "rope_type"}) {
      for (String type : new String[] {"linear", "dynamic", "yarn", "llama3", "mrope"}) {
        assertEquals(
            "test: "
                + place
                + "."
                + key
                + " in config.json is "
                + type
                + "; this network has no scaling of its rotary embedding, expected default",
            refusal(place, "{\"" + key + "\": \"" + type + "\", \"factor\": 4.0}"));
      }
    }
    String rest =
        " in config.json is not understood; this network has no scaling of its rotary embedding,"
            + " expected rope_theta and rope_type default alone";
    assertEquals("test: " + place + ".factor" + rest, refusal(place, "{\"factor\": 4.0}"));
    assertEquals(
        "test: " + place + ".mrope_section" + rest,
        refusal(place, "{\"type\": \"default\", \"mrope_section\": [1, 2]}"));
    assertEquals(
        "test: " + place + ".partial_rotary_factor" + rest,
        refusal(place, "{\"type\": \"default\", \"partial_rotary_factor\": 0.5}"));
    assertEquals(
        "test: " + place + ".full_attention" + rest,
        refusal(place, "{\"full_attention\": {\"rope_theta\": 1e6}}"));
  }

  @Test
  void twoBasesContradict() {
    assertEquals(
        "test: rope_theta in config.json is stated as 1000000.0 and as 10000.0 in different places,"
            + " expected one value",
        refusal("rope_parameters", "{\"rope_theta\": 10000.0}"));
    assertEquals(
        "folder/config.json: rope_parameters.rope_theta is NaN, not a finite number above 0",
        refusal("rope_parameters", "{\"rope_theta\": NaN}"));
    assertEquals(
        "folder/config.json: rope_parameters is \"default\", not a JSON object",
        refusal("rope_parameters", "\"default\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden_activation | \"gelu\" | ; expected \"silu\"",
        "attention_bias | true | ; expected false",
        "partial_rotary_factor | 0.5 | ; expected 1",
        "num_local_experts | 8 | ; expected 0",
        "final_logit_softcapping | 30.0 | ; expected 0",
        "quantization_config | {\"bits\":4} | ; expected null",
        "sliding_window | 4096 | ; expected null",
        "embedding_multiplier | 12.0 | ; expected 1"
      })
  void whatTheNetworkDoesNotHaveIsRefusedByName(String key, String value, String expected) {
    assertEquals(
        "test: "
            + key
            + " in config.json is "
            + value
            + ", which this network does not have"
            + expected,
        refusal(key, value));
  }

  @Test
  void whatIsNotInUseIsNoReason() {
    read(
        "{",
        "{\"attention_bias\": false, \"num_experts\": 0, \"partial_rotary_factor\": 1.0,"
            + " \"sliding_window\": 64, \"use_sliding_window\": false, \"loss\": NaN,"
            + " \"quantization_config\": null, \"initializer_range\": -Infinity,");
  }

  @Test
  void missingEntriesHaveTheDefaultsOfTheClass() {
    LlamaSizes stated = read("{", "{");
    LlamaSizes silent =
        new LlamaSizes(stated.sizes(), 500000, stated.maxPositions(), stated.tied());
    assertEquals(
        silent,
        LlamaSizes.read(
            new Checkpoint(tensors, ModelConfig.parse("config.json", "{\"model_type\":\"x\"}")),
            DEFAULTS,
            new Problems("test")));
    assertEquals(
        "test: tensor model.layers.0.self_attn.k_proj.weight has 32 rows, but num_key_value_heads 4"
            + " (the default of TestConfig, since config.json does not state it) of width 16 ask"
            + " for 64",
        assertThrows(
                InvalidInputException.class,
                () ->
                    LlamaSizes.read(
                        new Checkpoint(tensors, config("\"num_key_value_heads\": 2,", "")),
                        new LlamaDefaults(
                            "TestConfig", 160, 64, 160, 3, 4, OptionalInt.of(4), 256, 1e-5, 1e4),
                        new Problems("test")))
            .getMessage());
    assertEquals(
        "test: tensor model.layers.0.self_attn.k_proj.weight has 32 rows, but num_key_value_heads"
            + " null in config.json, that is num_attention_heads 4 in config.json of width 16 ask"
            + " for 64",
        assertThrows(
                InvalidInputException.class,
                () -> read("\"num_key_value_heads\": 2,", "\"num_key_value_heads\": null,"))
            .getMessage());
  }

  private String refusal(String key, String value) {
    return assertThrows(
            InvalidInputException.class, () -> read("{", "{\"" + key + "\": " + value + ", "))
        .getMessage()
        .strip();
  }

  private LlamaSizes read(String from, String to) {
    return LlamaSizes.read(
        new Checkpoint(tensors, config(from, to)), DEFAULTS, new Problems("test"));
  }

  private static ModelConfig config(String from, String to) {
    try {
      String json =
          Files.readString(FOLDER.resolve("config.json")).replace("\"rope_scaling\": null,", "");
      int at = json.indexOf(from);
      return ModelConfig.parse(
          "folder/config.json", json.substring(0, at) + to + json.substring(at + from.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
