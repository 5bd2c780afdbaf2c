/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.StateDict;
import io.zipar.models.network.Head;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.support.FlatRows;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.spi.DraftHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads in the layout of Medusa's authors beside a tiny LlamaGen. */
class MedusaHeadsTest {
  private static final Path MODEL = Fixtures.path("llamagen/c2i-tiny");
  private static final int HEADS = 3;

  @TempDir private Path folder;
  private TransformerSizes sizes;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  @BeforeEach
  void makeHeadsUp() {
    try (TransformerSource base = open(Map.of())) {
      sizes = base.network().sizes();
    }
    for (int head = 0; head < HEADS; head++) {
      put(head + ".0.linear.weight", sizes.width(), sizes.width());
      put(head + ".0.linear.bias", sizes.width());
      put(head + ".1.weight", sizes.vocabulary(), sizes.width());
    }
  }

  private void put(String name, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    SplittableRandom random = new SplittableRandom(name.hashCode());
    float[] values = new float[(int) shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    tensors.put(name, new MemoryTensor(name, shape, values));
  }

  private static TransformerSource open(Map<String, String> options) {
    return ModelLoader.discover().openTransformer(MODEL, Optional.empty(), options);
  }

  private TransformerSource openWithHeads() {
    return open(Map.of("heads", folder.toString()));
  }

  private Path write() throws IOException {
    Path file = folder.resolve("medusa_lm_head.safetensors");
    SafetensorsWriter.write(file, List.copyOf(tensors.values()), ElementType.FLOAT32);
    return file;
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }

  private String refusal() throws IOException {
    write();
    String message = assertThrows(InvalidInputException.class, this::openWithHeads).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void headsComeBehindTheModelsOwnAndReadWhatItReads() throws IOException {
    write();
    try (TransformerSource source = openWithHeads()) {
      assertEquals(
          List.of(DraftHead.ahead(2), DraftHead.ahead(3), DraftHead.ahead(4)),
          source.network().draftHeads());
      assertTrue(source.network().describe().endsWith("3 draft heads"));
      List<Head> heads = source.weights().heads();
      assertEquals(1 + HEADS, heads.size());
      for (int i = 0; i < HEADS; i++) {
        Head head = heads.get(1 + i);
        assertEquals(heads.get(0).layer(), head.layer());
        assertEquals(heads.get(0).norm(), head.norm());
        assertSame(i + ".0.linear.weight", head.residuals().get(0).linear().matrix());
        assertSame(i + ".0.linear.bias", head.residuals().get(0).linear().bias().orElseThrow());
        assertSame(i + ".1.weight", head.output().last().matrix());
      }
    }
  }

  private void assertSame(String name, Tensor actual) {
    assertArrayEquals(FlatRows.values(tensors.get(name)), FlatRows.values(actual), name);
  }

  @Test
  void torchFilesHoldTheSame() throws IOException {
    StateDict heads = new StateDict();
    for (Tensor tensor : tensors.values()) {
      heads.with(
          "medusa_head." + tensor.name(),
          tensor.shape().dimensions().stream().mapToLong(Long::longValue).toArray(),
          FlatRows.values(tensor));
    }
    heads.write(folder.resolve("medusa_lm_head.pt"));
    try (TransformerSource source = openWithHeads()) {
      for (int i = 0; i < HEADS; i++) {
        Head head = source.weights().heads().get(1 + i);
        assertSame(i + ".0.linear.weight", head.residuals().get(0).linear().matrix());
        assertSame(i + ".1.weight", head.output().last().matrix());
      }
    }
  }

  @Test
  void headsBesideTheCheckpointAreTakenUnlessRefused() throws IOException {
    for (String file : List.of("model.safetensors", "config.json")) {
      Files.copy(MODEL.resolve(file), folder.resolve(file));
    }
    write();
    ModelLoader loader = ModelLoader.discover();
    try (TransformerSource with = loader.openTransformer(folder, Optional.empty());
        TransformerSource without =
            loader.openTransformer(folder, Optional.empty(), Map.of("heads", "none"))) {
      assertEquals(HEADS, with.network().draftHeads().size());
      assertEquals(List.of(), without.network().draftHeads());
    }
  }

  @Test
  void theConfigurationSaysWhereHeadsLook() throws IOException {
    write();
    config(
        "{\"medusa_num_heads\": 2, \"medusa_num_layers\": 1,"
            + " \"medusa_targets\": {\"1\": \"1,-2\"}}");
    try (TransformerSource source = openWithHeads()) {
      assertEquals(
          List.of(DraftHead.ahead(2), DraftHead.below(1, -2)), source.network().draftHeads());
    }
    config("{\"medusa_num_heads\": 2, \"medusa_targets\": {\"1\": \"0,-2\"}}");
    assertTrue(refusal().contains("medusa_targets of head 1 is '0,-2'"), refusal());
    config("{\"medusa_num_heads\": 5}");
    assertTrue(refusal().contains("medusa_num_heads is 5, but "), refusal());
    config("{\"medusa_num_layers\": 2}");
    assertTrue(refusal().contains("medusa_num_layers is 2, but "), refusal());
  }

  @Test
  void headsWithoutMatricesTakeTheModelsOwn() throws IOException {
    tensors.keySet().removeIf(name -> name.endsWith(".1.weight"));
    write();
    try (TransformerSource source = openWithHeads()) {
      List<Head> heads = source.weights().heads();
      assertEquals(heads.get(0).output(), heads.get(2).output());
    }
  }

  @Test
  void whatIsMissingOrMisshapenIsNamed() throws IOException {
    Tensor matrix = tensors.remove("1.1.weight");
    assertTrue(refusal().contains("tensor 1.1.weight [96, 64] is missing"), refusal());
    tensors.put("1.1.weight", matrix);
    put("2.0.linear.bias", 7);
    assertTrue(refusal().contains("tensor 2.0.linear.bias is [7], expected"), refusal());
    put("2.0.linear.bias", sizes.width());
    put("2.5.other", 7);
    assertTrue(refusal().contains("unexpected tensor 2.5.other"), refusal());
  }

  @Test
  void valuesThatAreNoNumbersAreNamedWhenTheyAreRead() throws IOException {
    float[] values = FlatRows.values(tensors.get("1.0.linear.weight"));
    values[5] = Float.NaN;
    tensors.put(
        "1.0.linear.weight",
        new MemoryTensor("1.0.linear.weight", tensors.get("1.0.linear.weight").shape(), values));
    write();
    try (TransformerSource source = openWithHeads()) {
      Tensor broken = source.weights().heads().get(2).residuals().get(0).linear().matrix();
      String message =
          assertThrows(InvalidInputException.class, () -> FlatRows.values(broken)).getMessage();
      assertTrue(message.contains("tensor 1.0.linear.weight holds NaN at element 5"), message);
    }
  }

  @Test
  void whatHasNoPlaceForHeadsRefusesThem() throws IOException {
    Path heads = write();
    Path nar = Fixtures.path("neighbours/nar-tiny");
    ModelLoader loader = ModelLoader.discover();
    Map<String, String> options = Map.of("heads", heads.toString());
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> loader.openTransformer(nar, Optional.empty(), options))
            .getMessage();
    assertTrue(message.contains("draft heads are for models that predict"), message);
    for (Path other : List.of(MODEL.resolve("model.safetensors"), MODEL)) {
      assertThrows(InvalidInputException.class, () -> open(Map.of("heads", other.toString())));
    }
  }
}
