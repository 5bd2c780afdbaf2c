/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneClassifierTest {
  @TempDir private Path folder;

  private static Tensor random(String name, Shape shape) {
    return ComputedTensor.noise(name, shape, 0.2);
  }

  private static List<Tensor> tensors() {
    List<Long> channels = List.of(3L, 32L, 64L, 96L, 128L);
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<Long> kernel = List.of(channels.get(i + 1), channels.get(i), 3L, 3L);
      tensors.add(random("convolutions." + i + ".weight", new Shape(kernel)));
      tensors.add(random("convolutions." + i + ".bias", new Shape(List.of(channels.get(i + 1)))));
    }
    tensors.add(random("classifier.weight", new Shape(List.of(5L, 128L))));
    tensors.add(random("classifier.bias", new Shape(List.of(5L))));
    return tensors;
  }

  private Path write(List<Tensor> tensors) throws IOException {
    Path file = folder.resolve("classifier.safetensors");
    SafetensorsWriter.write(file, tensors, ElementType.FLOAT32);
    return file;
  }

  private static PixelImage picture(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] planes = new float[3 * 96 * 96];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) random.nextDouble(-1, 1);
    }
    return new PixelImage(96, 96, planes);
  }

  @Test
  void aPicturesFeaturesDoNotDependOnItsBatch() throws IOException {
    try (SceneClassifier classifier = SceneClassifier.open(write(tensors()))) {
      assertEquals(5, classifier.classes());
      Features pair = classifier.features(List.of(picture(1), picture(2)));
      Features alone = classifier.features(List.of(picture(2)));
      float sum = 0;
      for (float probability : pair.probabilities().orElseThrow()[1]) {
        sum += probability;
      }
      assertEquals(1, sum, 1e-5f);
      for (int i = 0; i < classifier.width(); i++) {
        assertEquals(alone.rows()[0][i], pair.rows()[1][i], 1e-5f);
      }
    }
  }

  @Test
  void everyPictureWeighsTheSame() throws IOException {
    try (SceneClassifier classifier = SceneClassifier.open(write(tensors()))) {
      for (float[] row : classifier.features(List.of(picture(1), picture(2))).rows()) {
        double squares = 0;
        for (float feature : row) {
          squares += feature * feature;
        }
        assertEquals(classifier.width(), squares, 1e-3);
      }
    }
  }

  @Test
  void aPictureWithoutFeaturesHasZeros() throws IOException {
    List<Tensor> dead = new ArrayList<>();
    tensors()
        .forEach(tensor -> dead.add(new ComputedTensor(tensor.name(), tensor.shape(), i -> 0)));
    try (SceneClassifier classifier = SceneClassifier.open(write(dead))) {
      assertArrayEquals(
          new float[classifier.width()], classifier.features(List.of(picture(1))).rows()[0]);
    }
  }

  @Test
  void theIdentityIsThatOfTheWeights() throws IOException {
    Path file = write(tensors());
    try (SceneClassifier one = SceneClassifier.open(file);
        SceneClassifier same = SceneClassifier.open(file)) {
      assertEquals(one.identity(), same.identity());
    }
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws IOException {
    List<Tensor> wrong = tensors();
    wrong.set(2, random("convolutions.1.weight", new Shape(List.of(64L, 32L, 5L, 5L))));
    String message = refusal(write(wrong));
    assertTrue(message.contains("has the shape [64, 32, 5, 5], not [64, 32, 3, 3]"), message);
    assertTrue(refusal(write(tensors().subList(0, 4))).contains("holds no classifier"));
    assertTrue(refusal(folder.resolve("none")).contains("no such file"));
  }

  private static String refusal(Path file) {
    String message =
        assertThrows(InvalidInputException.class, () -> SceneClassifier.open(file)).getMessage();
    assertEquals(1, message.lines().count());
    return message;
  }
}
