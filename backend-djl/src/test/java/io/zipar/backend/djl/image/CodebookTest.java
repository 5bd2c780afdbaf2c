/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.zipar.Grid;
import io.zipar.models.network.Codebook;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.tensor.Shape;
import io.zipar.testkit.checkpoint.SyntheticTransformer.HeapTensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking up, and the nearest entry. */
class CodebookTest {
  private static Codebook codebook(boolean normalized, float... entries) {
    int size = entries.length / 2;
    HeapTensor tensor = new HeapTensor("codebook", Shape.of(size, 2), entries);
    return Codebook.of(
        new ImageTokenizerNetwork(
            "test", size, 2, normalized, 1, tensor, List.of(), Optional.empty(), Optional.empty()));
  }

  @Test
  void lookUpMakesOnePlanePerElement() {
    Codebook codebook = codebook(false, 1, 2, 3, 4);
    assertArrayEquals(
        new float[] {3, 1, 3, 4, 2, 4}, codebook.lookUp(Grid.of(1, 3), new int[] {1, 0, 1}));
  }

  @Test
  void theLowestOfEquallyNearEntriesWins() {
    Codebook codebook = codebook(false, 9, 9, 1, 0, -1, 0, 1, 0);
    assertArrayEquals(new int[] {1, 1}, codebook.nearest(new float[] {0, 1, 5, 0}));
  }

  @Test
  void normalisedEntriesComparePureDirections() {
    Codebook codebook = codebook(true, 100, 0, 0, 0.5f);
    assertArrayEquals(
        new float[] {1, 0, 0, 1}, codebook.lookUp(Grid.of(2, 1), new int[] {0, 1}), 1e-6f);
    assertArrayEquals(new int[] {1, 0}, codebook.nearest(new float[] {3, 0.2f, 4, 0.1f}));
  }
}
