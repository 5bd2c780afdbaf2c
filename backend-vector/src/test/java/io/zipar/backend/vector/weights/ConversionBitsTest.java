/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.vector.kept.KeptWeights;
import io.zipar.backend.vector.threads.Team;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.testkit.checkpoint.ComputedTensor;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bits that a conversion yields. If they change, weights that were kept before must not be
 * found any more: raise the version in {@code io.zipar.backend.vector.kept.Key}, then write what
 * comes out here.
 */
class ConversionBitsTest {
  @ParameterizedTest
  @CsvSource({"FLOAT32, -2106778260", "BFLOAT16, 1802314289", "INT8, 1161323530"})
  void bitsAreThoseOfTheVersion(Dtype dtype, int expected) {
    try (Team team = new Team(1)) {
      WeightLoader loader = new WeightLoader(team, each -> new Layout(8, 2), KeptWeights.none());
      Matrix matrix = loader.matrix(dtype, steps(37, 141));
      Matrix both = loader.interleaved(dtype, steps(19, 33), steps(19, 33));
      Table table = loader.table(dtype, steps(5, 7));
      int found = 1;
      for (Matrix each : new Matrix[] {matrix, both}) {
        found = 31 * found + Arrays.hashCode(each.floats());
        found = 31 * found + Arrays.hashCode(each.words());
        found = 31 * found + Arrays.hashCode(each.scales());
      }
      found = 31 * found + Arrays.deepHashCode(table.arrays());
      assertEquals(expected, found);
    }
  }

  /** Values of different sizes and signs. */
  private static Tensor steps(long... dimensions) {
    return new ComputedTensor("steps", Shape.of(dimensions), i -> (i * 7919 % 1009 - 504) / 317.0);
  }
}
