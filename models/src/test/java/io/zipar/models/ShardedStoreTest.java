/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.spi.TextTokenizerFactory;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.Tensors;
import io.zipar.models.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CheckpointFormats in several files: what they hold, and what is refused. */
class ShardedStoreTest {
  private static final Path EMU3 = Fixtures.path("emu3/emu3-tiny");
  private static final String INDEX = "model.safetensors.index.json";

  @TempDir Path folder;

  @Test
  void shardsAreReadAsOne() throws IOException {
    try (TensorStore whole = CheckpointFormats.open(EMU3.resolve("model.safetensors"), List.of())) {
      List<List<Tensor>> shards = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      Map<String, String> listed = new TreeMap<>();
      for (String name : whole.names()) {
        int shard = listed.size() % shards.size();
        shards.get(shard).add(whole.find(name).orElseThrow());
        listed.put(name, file(shard));
      }
      for (int i = 0; i < shards.size(); i++) {
        SafetensorsWriter.write(folder.resolve(file(i)), shards.get(i), ElementType.FLOAT32);
      }
      index(listed);
      Files.copy(EMU3.resolve("config.json"), folder.resolve("config.json"));
      for (Path path : List.of(folder, folder.resolve(INDEX))) {
        try (TransformerSource source =
            ModelLoader.discover().openTransformer(path, Optional.empty())) {
          assertEquals(folder.resolve(INDEX).toString(), source.describe());
          assertEquals(Grid.of(3, 3), source.network().defaultGrid());
          assertEquals(
              Stream.of(INDEX, file(0), file(1), file(2)).map(folder::resolve).toList(),
              source.files());
        }
      }
      try (TensorStore store = CheckpointFormats.open(folder.resolve(INDEX), List.of())) {
        assertEquals(whole.names(), store.names());
        assertEquals(Optional.empty(), store.find("other"));
        for (String name : whole.names()) {
          assertArrayEquals(
              Tensors.values(whole.find(name).orElseThrow()),
              Tensors.values(store.find(name).orElseThrow()),
              name);
        }
      }
    }
    // On systems that lock open files this fails if one was left open.
    Files.delete(folder.resolve(file(0)));
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    shard("a.safetensors", "x");
    index(Map.of("x", "a.safetensors", "y", "b.safetensors"));
    assertEquals(at("names the file b.safetensors, which is not beside it"), refusal());
  }

  @Test
  void aTensorThatIsListedButAbsentIsNamed() throws IOException {
    shard("a.safetensors", "x");
    shard("b.safetensors", "y");
    index(Map.of("x", "a.safetensors", "y", "b.safetensors", "z", "b.safetensors"));
    assertEquals(at("tensor z is listed in b.safetensors, which does not hold it"), refusal());
    index(Map.of("x", "b.safetensors", "y", "b.safetensors", "w", "a.safetensors"));
    assertEquals(
        true,
        List.of(
                at(
                    "tensor x is listed in b.safetensors, which does not hold it; a.safetensors does"),
                at("tensor w is listed in a.safetensors, which does not hold it"))
            .contains(refusal()));
  }

  @Test
  void aTensorInTwoShardsIsRefused() throws IOException {
    shard("a.safetensors", "x", "y");
    shard("b.safetensors", "y");
    index(Map.of("x", "a.safetensors", "y", "b.safetensors"));
    assertEquals(at("tensor y stands in two files, a.safetensors and b.safetensors"), refusal());
  }

  @Test
  void aTensorThatIsNotListedIsNotLost() throws IOException {
    shard("a.safetensors", "x", "y");
    index(Map.of("x", "a.safetensors"));
    try (TensorStore store = CheckpointFormats.open(folder.resolve(INDEX), List.of())) {
      assertEquals(List.of("x", "y"), List.copyOf(store.names()));
    }
  }

  @Test
  void whatIsNoIndexIsRefused() throws IOException {
    assertEquals(at("no such file"), refusal());
    Files.writeString(folder.resolve(INDEX), "{}");
    assertEquals(at("has no weight_map, which names the file of every tensor"), refusal());
    Files.writeString(folder.resolve(INDEX), "{\"weight_map\": {\"x\": 1}}");
    assertEquals(at("weight_map has 1 for 'x', not a text"), refusal());
    for (String outside : List.of("../a.safetensors", "/etc/passwd", "..", "sub\\\\a", "a\\nb")) {
      Files.writeString(folder.resolve(INDEX), "{\"weight_map\": {\"x\": \"" + outside + "\"}}");
      String shown = outside.replace("\\\\", "\\").replace("\\n", "?");
      assertEquals(at("names the file '" + shown + "', which is no plain file name"), refusal());
    }
  }

  @Test
  void theFirstTextTokenizerOfTheFolderIsTaken() {
    TextTokenizer tokenizer = text -> new int[] {text.length()};
    ModelLoader loader =
        new ModelLoader(
            new ModelFamilies(
                List.of(),
                List.of(),
                List.of(),
                List.of(factory("a", null), factory("b", tokenizer))));
    assertEquals(Optional.of(tokenizer), loader.openTextTokenizer(folder));
    assertEquals(Optional.of(tokenizer), loader.openTextTokenizer(folder.resolve("model.pt")));
    assertEquals(Optional.empty(), new ModelLoader(ModelFamilies.none()).openTextTokenizer(folder));
  }

  private TextTokenizerFactory factory(String name, TextTokenizer tokenizer) {
    return new TextTokenizerFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<TextTokenizer> open(Path path) {
        return Optional.ofNullable(tokenizer).filter(each -> path.equals(folder));
      }
    };
  }

  private static String file(int shard) {
    return "model-0000" + (shard + 1) + "-of-00003.safetensors";
  }

  private void shard(String file, String... names) throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    for (String name : names) {
      tensors.add(new MemoryTensor(name, Shape.of(1), new float[1]));
    }
    SafetensorsWriter.write(folder.resolve(file), tensors, ElementType.FLOAT32);
  }

  private void index(Map<String, String> listed) throws IOException {
    String entries =
        listed.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
            .collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve(INDEX), "{\"metadata\": {}, \"weight_map\": {" + entries + "}}");
  }

  private String at(String problem) {
    return folder.resolve(INDEX) + ": " + problem;
  }

  private String refusal() {
    return assertThrows(
            InvalidInputException.class,
            () -> CheckpointFormats.open(folder.resolve(INDEX), List.of()))
        .getMessage();
  }
}
