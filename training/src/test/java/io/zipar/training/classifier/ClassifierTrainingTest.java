/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.evaluation.SceneClassifier;
import io.zipar.models.tensor.ElementType;
import io.zipar.pictures.PictureSet;
import io.zipar.training.support.PictureBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTrainingTest {
  private static final ClassifierPlan SHORT = new ClassifierPlan(3, 6, 4, 1e-3, 10);

  @Test
  void aShortTrainingIsRepeatableAndItsFileIsRead(@TempDir Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    Path again = Files.createDirectories(folder.resolve("again"));
    for (Path target : List.of(folder, again)) {
      try (ClassifierTraining training = new ClassifierTraining(SHORT, lines::add)) {
        double accuracy = training.run();
        assertTrue(accuracy >= 0 && accuracy <= 1);
        training.write(target, ElementType.FLOAT16);
      }
    }
    assertEquals(lines.get(0), lines.get(1));
    try (SceneClassifier one = SceneClassifier.open(folder.resolve("classifier.safetensors"));
        SceneClassifier other = SceneClassifier.open(again.resolve("classifier.safetensors"))) {
      assertEquals(PictureSet.classNames().size(), one.classes());
      assertEquals(one.identity(), other.identity());
    }
  }

  @Test
  void wearIsRepeatableAndSlight() {
    float[] batch = PictureBatches.planes(5, 2, PictureSet.SIDE);
    float[] first = batch.clone();
    float[] second = batch.clone();
    new PictureWear(PictureSet.SIDE, 1).apply(first);
    new PictureWear(PictureSet.SIDE, 1).apply(second);
    assertArrayEquals(first, second);
    assertFalse(Arrays.equals(batch, first));
    for (float value : first) {
      assertTrue(value > -1.7f && value < 1.7f, "value " + value);
    }
  }
}
