/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.ClassLabel;
import io.zipar.Grid;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelLoader;
import io.zipar.models.TransformerSource;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import io.zipar.models.testing.ReferenceImageNetwork;
import io.zipar.models.testing.ReferenceImageNetwork.Planes;
import io.zipar.models.testing.Tensors;
import io.zipar.models.torch.TorchCheckpoint;
import io.zipar.spi.Lane;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The descriptions, executed by the reference networks, against the authors' runs. */
class GoldenTest {
  private static final Path C2I = Fixtures.path("llamagen/c2i-tiny");
  private static final Path VQ = Fixtures.path("llamagen/vq-tiny");

  private final ModelLoader loader = ModelLoader.discover();

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "model.pt"})
  void teacherForcedLogitsAreThoseOfTheAuthors(String file) {
    Golden expected = Golden.of("llamagen/c2i-tiny");
    int[] tokens = expected.ints("teacher_tokens");
    float[] logits = expected.floats("teacher_logits");
    try (TransformerSource source = loader.openTransformer(C2I.resolve(file), Optional.empty())) {
      ReferenceTransformer reference = new ReferenceTransformer(source.network(), source.weights());
      for (int image = 0; image < 2; image++) {
        int label = expected.ints("class_ids")[image];
        Lane lane = new Lane(new ClassLabel(label), Lane.Role.CONDITIONAL);
        double[][] found =
            reference.logits(
                lane,
                source.network().layout(Grid.of(8, 8)),
                Arrays.copyOfRange(tokens, image * 64, image * 64 + 64));
        for (int cell = 0; cell < 64; cell++) {
          for (int code = 0; code < 96; code++) {
            assertEquals(
                logits[(image * 64 + cell) * 96 + code], found[cell][code], 1e-3, "cell " + cell);
          }
        }
      }
    }
  }

  @Test
  void guidedLogitsOfTheFirstTokensAreThoseOfTheAuthors() {
    Golden expected = Golden.of("llamagen/c2i-tiny");
    float[] logits = expected.floats("ntp_first_step_logits_cfg4");
    try (TransformerSource source = loader.openTransformer(C2I, Optional.empty())) {
      ReferenceTransformer reference = new ReferenceTransformer(source.network(), source.weights());
      ClassLabel label = new ClassLabel(expected.ints("class_ids")[0]);
      int[] tokens = Arrays.copyOf(expected.ints("ntp_greedy_tokens_cfg4"), 4);
      var layout = source.network().layout(source.network().defaultGrid());
      double[][] with = reference.logits(new Lane(label, Lane.Role.CONDITIONAL), layout, tokens);
      double[][] without =
          reference.logits(new Lane(label, Lane.Role.UNCONDITIONAL), layout, tokens);
      for (int i = 0; i < 4 * 96; i++) {
        double u = without[i / 96][i % 96];
        assertEquals(logits[i], u + 4 * (with[i / 96][i % 96] - u), 3e-3);
      }
    }
  }

  @Test
  void bothFormatsHoldTheSameTensors() {
    try (TensorStore safe =
            Safetensors.open(CheckpointFile.open(C2I.resolve("model.safetensors")));
        TensorStore torch =
            TorchCheckpoint.open(CheckpointFile.open(C2I.resolve("model.pt")), List.of("model"))) {
      assertEquals(safe.names(), torch.names());
      for (String name : safe.names()) {
        Tensor tensor = safe.find(name).orElseThrow();
        Tensor other = torch.find(name).orElseThrow();
        assertEquals(tensor.shape(), other.shape(), name);
        assertEquals(tensor.type(), other.type(), name);
        assertArrayEquals(Tensors.values(tensor), Tensors.values(other), name);
      }
    }
  }

  @Test
  void decodedPicturesAreThoseOfTheAuthors() {
    Golden expected = Golden.of("llamagen/vq-tiny");
    try (ImageTokenizerSource source = loader.openImageTokenizer(VQ)) {
      ImageTokenizerNetwork network = source.network();
      checkPicture(
          expected.floats("image"),
          3 * 16 * 16,
          network,
          Arrays.copyOf(expected.ints("codes"), 64),
          8,
          8);
      int[] rect = expected.ints("rect_codes");
      checkPicture(
          expected.floats("rect_image"), 3 * 8 * 12, network, Arrays.copyOf(rect, 24), 4, 6);
    }
  }

  @Test
  void encodedPicturesTakeTheCodesOfTheAuthors() {
    Golden expected = Golden.of("llamagen/vq-tiny");
    try (ImageTokenizerSource source = loader.openImageTokenizer(VQ)) {
      ImageTokenizerNetwork network = source.network();
      float[] square = Arrays.copyOf(expected.floats("encode_input"), 3 * 16 * 16);
      assertArrayEquals(
          Arrays.copyOf(expected.ints("encode_indices"), 64), encode(network, square, 16, 16));
      assertArrayEquals(
          Arrays.copyOf(expected.ints("rect_encode_indices"), 15),
          encode(network, expected.floats("rect_encode_input"), 6, 10));
    }
  }

  private static void checkPicture(
      float[] expected,
      int length,
      ImageTokenizerNetwork network,
      int[] codes,
      int rows,
      int columns) {
    float[][] entries = entries(network);
    int width = network.entryWidth();
    float[] input = new float[width * codes.length];
    for (int i = 0; i < input.length; i++) {
      input[i] = entries[codes[i % codes.length]][i / codes.length];
    }
    Planes picture =
        ReferenceImageNetwork.run(network.decoder(), new Planes(width, rows, columns, input));
    assertArrayEquals(Arrays.copyOf(expected, length), picture.values(), 1e-4f);
  }

  private static int[] encode(
      ImageTokenizerNetwork network, float[] pixels, int height, int width) {
    Planes latent =
        ReferenceImageNetwork.run(
            network.encoder().orElseThrow(), new Planes(3, height, width, pixels));
    float[][] entries = entries(network);
    int cells = latent.height() * latent.width();
    int[] codes = new int[cells];
    for (int cell = 0; cell < cells; cell++) {
      float[] vector = new float[latent.channels()];
      for (int c = 0; c < vector.length; c++) {
        vector[c] = latent.values()[c * cells + cell];
      }
      normalize(vector);
      double best = Double.MAX_VALUE;
      for (int code = 0; code < entries.length; code++) {
        double distance = 0;
        for (int c = 0; c < vector.length; c++) {
          distance += Math.pow(vector[c] - entries[code][c], 2);
        }
        if (distance < best) {
          best = distance;
          codes[cell] = code;
        }
      }
    }
    return codes;
  }

  private static float[][] entries(ImageTokenizerNetwork network) {
    float[] codebook = Tensors.values(network.codebook());
    int width = network.entryWidth();
    float[][] entries = new float[network.codebookSize()][];
    for (int code = 0; code < entries.length; code++) {
      entries[code] = Arrays.copyOfRange(codebook, code * width, (code + 1) * width);
      normalize(entries[code]);
    }
    assertEquals(true, network.normalized());
    return entries;
  }

  private static void normalize(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += value * value;
    }
    for (int c = 0; c < vector.length; c++) {
      vector[c] /= (float) Math.sqrt(square);
    }
  }
}
