/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.t5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.StateDict;
import io.zipar.models.ModelLoader;
import io.zipar.models.TextEncoderSource;
import io.zipar.models.tensor.Shape;
import io.zipar.models.testing.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the Hugging Face library formerly wrote, whole and in parts. */
class T5FilesTest {
  private static final ModelLoader LOADER = ModelLoader.discover();

  private final Map<String, Shape> shapes = T5Shapes.encoder();

  @TempDir Path folder;

  @BeforeEach
  void configuration() throws IOException {
    Files.writeString(folder.resolve("config.json"), T5Shapes.CONFIG);
  }

  @Test
  void oneFile() {
    write("pytorch_model.bin", shapes);
    assertTensorsFound();
  }

  @Test
  void twoFiles() throws IOException {
    twoParts();
    assertTensorsFound();
  }

  @Test
  void aMissingPartIsNamed() throws IOException {
    twoParts();
    Files.delete(folder.resolve("pytorch_model-00002-of-00002.bin"));
    assertEquals(
        folder.resolve("pytorch_model.bin.index.json")
            + ": names the file pytorch_model-00002-of-00002.bin, which is not beside it",
        refusal(folder));
  }

  @Test
  void anIndexIsNoPart() throws IOException {
    String name = "pytorch_model.bin.index.json";
    Files.writeString(
        folder.resolve(name), "{\"weight_map\":{\"shared.weight\":\"" + name + "\"}}");
    assertEquals(
        folder.resolve(name)
            + ": is JSON text, not a checkpoint (safetensors, or written by torch.save): give the"
            + " file that is wanted",
        refusal(folder));
  }

  @Test
  void whatIsNoTextEncoderIsRefused() {
    Path other = Fixtures.path("llamagen/c2i-tiny/model.safetensors");
    assertEquals(other + ": holds a transformer, not a text encoder", refusal(other));
    assertEquals(
        folder
            + ": holds neither model.safetensors nor model.safetensors.index.json nor"
            + " pytorch_model.bin nor pytorch_model.bin.index.json; no file of weights lies"
            + " there, give --text-encoder another folder or a file",
        refusal(folder));
    write("pytorch_model.bin", shapes);
    Path file = folder.resolve("pytorch_model.bin");
    assertEquals(
        file + ": holds a text encoder, not a transformer",
        assertThrows(
                InvalidInputException.class, () -> LOADER.openTransformer(file, Optional.empty()))
            .getMessage());
  }

  private void twoParts() throws IOException {
    StringBuilder map = new StringBuilder();
    for (int part = 0; part < 2; part++) {
      String file = "pytorch_model-0000" + (part + 1) + "-of-00002.bin";
      Map<String, Shape> some = new TreeMap<>(shapes);
      boolean second = part == 1;
      some.keySet().removeIf(name -> name.startsWith("encoder.block.1") != second);
      write(file, some);
      some.keySet().forEach(name -> map.append(",\"" + name + "\":\"" + file + "\""));
    }
    Files.writeString(
        folder.resolve("pytorch_model.bin.index.json"),
        "{\"metadata\":{},\"weight_map\":{" + map.substring(1) + "}}");
  }

  /** Every element of a tensor is the length of its name. */
  private void write(String file, Map<String, Shape> some) {
    StateDict content = new StateDict();
    some.forEach(
        (name, shape) -> {
          float[] values = new float[(int) shape.elements()];
          Arrays.fill(values, name.length());
          content.with(
              name, shape.dimensions().stream().mapToLong(Long::longValue).toArray(), values);
        });
    content.write(folder.resolve(file));
  }

  private void assertTensorsFound() {
    try (TextEncoderSource source = LOADER.openTextEncoder(folder)) {
      assertEquals(2, source.network().sizes().layers());
      long expected = shapes.values().stream().mapToLong(Shape::elements).sum();
      assertEquals(expected, source.parameters());
      float[] norm = Tensors.values(source.weights().layers().get(1).feedForwardNorm().weight());
      float[] lengths = new float[12];
      Arrays.fill(lengths, "encoder.block.1.layer.1.layer_norm.weight".length());
      assertArrayEquals(lengths, norm);
    }
  }

  private String refusal(Path path) {
    return assertThrows(InvalidInputException.class, () -> LOADER.openTextEncoder(path).close())
        .getMessage();
  }
}
