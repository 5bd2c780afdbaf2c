/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.llamagen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.MemoryTensor;
import io.zipar.models.ModelLoader;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.TransformerSource;
import io.zipar.models.network.TransformerSizes;
import io.zipar.models.spi.TensorSpec;
import io.zipar.models.spi.support.ListedWeights;
import io.zipar.models.spi.support.Problems;
import io.zipar.models.spi.support.image.ImageTokenizerLayers;
import io.zipar.models.spi.support.image.ImageTokenizerParts;
import io.zipar.models.spi.support.image.ImageTokenizerSizes;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the tiny checkpoint in {@code examples/models/tiny}: LlamaGen's architecture, file layout
 * and grid of 24x24 tokens, random weights. The files there must be what this makes; {@code
 * -Dzipar.tiny.write=true} writes them.
 */
class TinyModelTest {
  private static final Path SHIPPED = Path.of("..", "examples", "models", "tiny");
  private static final int CODES = 256;
  private static final int CLASSES = 10;
  private static final int ENTRY_WIDTH = 8;

  @TempDir Path work;

  @Test
  void theTinyModelIsWhatThisMakes() throws IOException {
    Path target = Boolean.getBoolean("zipar.tiny.write") ? SHIPPED : work;
    ListedWeights transformer = new ListedWeights();
    TransformerSizes sizes = new TransformerSizes(3, 96, 6, 6, 16, 256, CODES, 1e-5);
    GptWeights.takeC2i(transformer, sizes, CLASSES);
    write(target.resolve("model.safetensors"), transformer.specs(), "output.weight", 8);

    ListedWeights tokenizer = new ListedWeights();
    tokenizer.take("quantize.embedding.weight", CODES, ENTRY_WIDTH);
    ImageTokenizerSizes.Half decoder =
        new ImageTokenizerSizes.Half(64, List.of(32, 32, 64), 1, new TreeSet<>(List.of(2)));
    ImageTokenizerSizes vq =
        new ImageTokenizerSizes(CODES, ENTRY_WIDTH, true, 16, decoder, Optional.empty(), 32, 1e-6);
    ImageTokenizerParts parts = new ImageTokenizerParts(tokenizer, new Problems("tiny"), vq);
    new ImageTokenizerLayers(parts, LlamaGenImageTokenizers.STYLE.names(), vq).decoder();
    write(target.resolve("vq.safetensors"), tokenizer.specs(), "decoder.conv_out.weight", 1.5);

    for (String file : List.of("model.safetensors", "vq.safetensors")) {
      assertEquals(
          -1,
          Files.mismatch(SHIPPED.resolve(file), target.resolve(file)),
          file + " differs; -Dzipar.tiny.write=true writes it anew");
    }
    ModelLoader loader = ModelLoader.discover();
    try (TransformerSource model = loader.openTransformer(SHIPPED, Optional.empty());
        ImageTokenizerSource pictures = loader.openImageTokenizer(SHIPPED)) {
      assertEquals("24x24", model.network().defaultGrid().toString());
      assertEquals(CODES, pictures.network().codebookSize());
      assertEquals(4, pictures.network().downsampling());
    }
  }

  private static void write(Path file, List<TensorSpec> specs, String sharpened, double gain)
      throws IOException {
    List<Tensor> tensors =
        specs.stream().map(spec -> tensor(spec, spec.name().equals(sharpened) ? gain : 1)).toList();
    SafetensorsWriter.write(file, tensors, ElementType.FLOAT16);
  }

  /** Matrices with outputs as large as their inputs, norms 1, biases 0. */
  private static Tensor tensor(TensorSpec spec, double gain) {
    Shape shape = spec.shape();
    float[] values = new float[(int) shape.elements()];
    Random random = new Random(spec.name().hashCode());
    double fanIn = shape.rank() < 2 ? 1 : (double) shape.elements() / shape.dimension(0);
    boolean table = spec.name().contains("embedding");
    for (int i = 0; i < values.length; i++) {
      values[i] =
          shape.rank() < 2
              ? spec.name().endsWith(".bias") ? 0 : 1
              : (float) (random.nextGaussian() * gain / (table ? 1 : Math.sqrt(fanIn)));
    }
    return new MemoryTensor(spec.name(), shape, values);
  }
}
