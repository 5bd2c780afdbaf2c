/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.mosaic;

import io.zipar.models.SafetensorsWriter;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A model of random weights in {@code target/mosaic}, for the tests and to try the family with:
 * {@code model.safetensors}, {@code config.json} and the image tokenizer {@code vq.safetensors}.
 */
final class MosaicCheckpoint {
  static final Path FOLDER = Path.of("target", "mosaic");
  static final Path TRANSFORMER = FOLDER.resolve("model.safetensors");
  static final Path IMAGE_TOKENIZER = FOLDER.resolve("vq.safetensors");

  private static final int STONES = 16;
  private static final int MOTIFS = 5;
  private static final int WIDTH = 24;
  private static final int HIDDEN = 32;
  private static final int PIGMENTS = 6;

  private final Random random = new Random(1);
  private final List<Tensor> tensors = new ArrayList<>();

  private MosaicCheckpoint() {}

  static void write() {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve("config.json"), "{\"heads\": 3, \"side\": 8}\n");
      MosaicCheckpoint transformer = new MosaicCheckpoint();
      transformer.addTransformer();
      SafetensorsWriter.write(TRANSFORMER, transformer.tensors, ElementType.FLOAT32);
      MosaicCheckpoint tokenizer = new MosaicCheckpoint();
      tokenizer.add("stone.pigments", STONES, PIGMENTS);
      tokenizer.add("stone.blur", 3, PIGMENTS, 3, 3);
      tokenizer.add("stone.grout", 3);
      SafetensorsWriter.write(IMAGE_TOKENIZER, tokenizer.tensors, ElementType.FLOAT32);
    } catch (IOException e) {
      throw new IllegalStateException("the checkpoint of the tests cannot be written", e);
    }
  }

  private void addTransformer() {
    add("mosaic.stones", STONES, WIDTH);
    add("mosaic.motifs", MOTIFS + 1, WIDTH);
    add("mosaic.norm", WIDTH);
    add("mosaic.choice", STONES, WIDTH);
    for (int layer = 0; layer < 2; layer++) {
      String prefix = "mosaic.layer." + layer + ".";
      add(prefix + "look_norm", WIDTH);
      add(prefix + "query", WIDTH, WIDTH);
      add(prefix + "key", WIDTH, WIDTH);
      add(prefix + "value", WIDTH, WIDTH);
      add(prefix + "seen", WIDTH, WIDTH);
      add(prefix + "think_norm", WIDTH);
      add(prefix + "gate", HIDDEN, WIDTH);
      add(prefix + "up", HIDDEN, WIDTH);
      add(prefix + "down", WIDTH, HIDDEN);
    }
  }

  private void add(String name, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    float[] values = new float[(int) shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() / 2;
    }
    tensors.add(new Values(name, shape, values));
  }

  private record Values(String name, Shape shape, float[] values) implements Tensor {
    @Override
    public ElementType type() {
      return ElementType.FLOAT32;
    }

    @Override
    public void read(long first, FloatBuffer target) {
      target.put(values, (int) first, target.remaining());
    }
  }
}
