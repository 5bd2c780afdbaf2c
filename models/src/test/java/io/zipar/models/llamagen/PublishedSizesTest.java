/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.Grid;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.Architecture;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ModelConfig;
import io.zipar.models.spi.Transformer;
import io.zipar.models.spi.TransformerChoices;
import io.zipar.models.tensor.Shape;
import io.zipar.models.testing.ShapeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table and the builders against the sizes of the authors' classes. */
class PublishedSizesTest {
  private final LlamaGenTransformers family = new LlamaGenTransformers();
  private final LlamaGenImageTokenizers imageTokenizers = new LlamaGenImageTokenizers();

  @Test
  void theTableIsThatOfTheAuthorsClasses() throws IOException {
    JsonObject published = json("architectures.json").getAsJsonObject("gpt");
    assertEquals(3 * published.size(), family.catalog().architectures().size());
    for (Architecture architecture : family.catalog().architectures()) {
      String plain = architecture.name().replaceFirst("-(256|384)$", "");
      JsonObject wanted = published.getAsJsonObject(plain);
      assertEquals(
          new TransformerSizes(
              wanted.get("n_layer").getAsInt(),
              wanted.get("dim").getAsInt(),
              wanted.get("n_head").getAsInt(),
              wanted.get("n_kv_head").getAsInt(),
              wanted.get("head_dim").getAsInt(),
              wanted.get("ffn_hidden").getAsInt(),
              wanted.get("vocab_size").getAsInt(),
              wanted.get("norm_eps").getAsDouble()),
          architecture.sizes(),
          architecture.name());
      assertEquals(
          wanted.getAsJsonObject("c2i").get("parameters").getAsLong(), architecture.parameters());
      assertEquals(
          wanted.getAsJsonObject("c2i").get("tensors").getAsInt(), architecture.tensors().size());
      int side = architecture.name().endsWith("-256") ? 16 : 24;
      assertEquals(Grid.of(side, side), architecture.defaultGrid());
    }
  }

  /** Counted with the authors' classes. */
  @ParameterizedTest
  @CsvSource({
    "NAR-B, 130551552",
    "NAR-M, 295453696",
    "NAR-L, 372536320",
    "NAR-XL, 815991040",
    "NAR-XXL, 1464454656"
  })
  void neighboursHaveAsManyWeightsAsTheAuthorsClasses(String name, long parameters) {
    Architecture architecture =
        new NarTransformers()
            .catalog().architectures().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    assertEquals(parameters, architecture.parameters());
    assertEquals(Grid.of(16, 16), architecture.defaultGrid());
  }

  @Test
  void theTensorsOfGptBTellWhatTheyAre() throws IOException {
    ShapeStore store = ShapeStore.of(shapes("GPT-B c2i"));
    Transformer transformer =
        family.read(new Checkpoint(store, ModelConfig.none()), TransformerChoices.none());
    assertEquals("LlamaGen c2i GPT-B, 111M parameters", transformer.network().describe());
    assertEquals(12, transformer.network().sizes().heads());
    assertEquals(Grid.of(24, 24), transformer.network().defaultGrid());
    assertEquals(12, transformer.weights().layers().size());
    Checkpoint small = new Checkpoint(store.called("downloads/c2i_B_256.pt"), ModelConfig.none());
    assertEquals(
        Grid.of(16, 16), family.read(small, TransformerChoices.none()).network().defaultGrid());
  }

  @ParameterizedTest
  @CsvSource({"VQ-16,16", "VQ-8,8"})
  void theTensorsOfATokenizerTellWhatItIs(String name, int downsampling) throws IOException {
    ShapeStore store = ShapeStore.of(shapes(name));
    Checkpoint checkpoint = new Checkpoint(store, ModelConfig.none());
    ImageTokenizerNetwork network = imageTokenizers.read(checkpoint);
    assertEquals(downsampling, network.downsampling());
    assertEquals(16384, network.codebookSize());
    assertEquals(8, network.entryWidth());
    assertTrue(network.encoder().isPresent());
    assertEquals("LlamaGen " + name + ", 16384 codes of width 8", network.describe());

    JsonObject config = json("architectures.json").getAsJsonObject("vq").getAsJsonObject(name);
    ModelConfig published = ModelConfig.parse("vq.json", config.toString());
    assertEquals(
        network.describe(), imageTokenizers.read(new Checkpoint(store, published)).describe());
  }

  private static Map<String, Shape> shapes(String model) throws IOException {
    Map<String, Shape> shapes = new TreeMap<>();
    json("state_dict_shapes.json")
        .getAsJsonObject(model)
        .entrySet()
        .forEach(entry -> shapes.put(entry.getKey(), shape(entry.getValue().getAsJsonArray())));
    return shapes;
  }

  private static Shape shape(JsonArray sizes) {
    return new Shape(
        StreamSupport.stream(sizes.spliterator(), false).map(JsonElement::getAsLong).toList());
  }

  private static JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(Fixtures.path("llamagen/" + file)))
        .getAsJsonObject();
  }
}
