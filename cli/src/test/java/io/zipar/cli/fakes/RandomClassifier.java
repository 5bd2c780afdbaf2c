/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.fakes;

import io.zipar.models.SafetensorsWriter;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A classifier of the pictures with random weights. */
public final class RandomClassifier {
  private static final List<Long> CHANNELS = List.of(3L, 32L, 64L, 96L, 128L);
  private static final double BOUND = 0.2;

  private RandomClassifier() {}

  /**
   * Writes its file.
   *
   * @param file the target
   * @return the target
   */
  public static Path write(Path file) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 1; i < CHANNELS.size(); i++) {
      String name = "convolutions." + (i - 1) + ".";
      List<Long> kernel = List.of(CHANNELS.get(i), CHANNELS.get(i - 1), 3L, 3L);
      tensors.add(noise(name + "weight", new Shape(kernel)));
      tensors.add(noise(name + "bias", new Shape(List.of(CHANNELS.get(i)))));
    }
    tensors.add(noise("classifier.weight", new Shape(List.of(10L, 128L))));
    tensors.add(noise("classifier.bias", new Shape(List.of(10L))));
    try {
      SafetensorsWriter.write(file, tensors, ElementType.FLOAT16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Tensor noise(String name, Shape shape) {
    return ComputedTensor.noise(name, shape, BOUND);
  }
}
