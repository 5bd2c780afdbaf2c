/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.models.spi.TensorSpec;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.testing.Tensors;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RandomTensorTest {
  private static final int SIZE = 10_000;

  @Property(tries = 200)
  void anyPartIsThatOfTheWhole(
      @ForAll long seed, @ForAll @IntRange(max = SIZE) int a, @ForAll @IntRange(max = SIZE) int b) {
    Tensor tensor = tensor("w", seed, TensorSpec.Fill.RANDOM);
    float[] part = new float[Math.abs(a - b)];
    tensor.read(Math.min(a, b), FloatBuffer.wrap(part));
    float[] whole = Tensors.values(tensor);
    assertArrayEquals(Arrays.copyOfRange(whole, Math.min(a, b), Math.max(a, b)), part);
  }

  @Example
  void seedAndNameMakeTheValues() {
    float[] values = Tensors.values(tensor("w", 1, TensorSpec.Fill.RANDOM));
    assertArrayEquals(values, Tensors.values(tensor("w", 1, TensorSpec.Fill.RANDOM)));
    assertFalse(Arrays.equals(values, Tensors.values(tensor("w", 2, TensorSpec.Fill.RANDOM))));
    assertFalse(Arrays.equals(values, Tensors.values(tensor("v", 1, TensorSpec.Fill.RANDOM))));
  }

  @Example
  void valuesHaveTheScaleOfUntrainedWeights() {
    float[] values = Tensors.values(tensor("w", 5, TensorSpec.Fill.RANDOM));
    double sum = 0;
    double square = 0;
    for (float value : values) {
      sum += value;
      square += value * value;
    }
    assertEquals(0, sum / SIZE, 1e-3);
    assertEquals(0.02, Math.sqrt(square / SIZE), 1e-3);
    assertEquals(1f, Tensors.values(tensor("w", 5, TensorSpec.Fill.ONES))[SIZE - 1]);
    assertEquals(0f, Tensors.values(tensor("w", 5, TensorSpec.Fill.ZEROS))[0]);
  }

  @Example
  void aReadBeyondTheTensorIsRefused() {
    Tensor tensor = tensor("w", 5, TensorSpec.Fill.ONES);
    assertThrows(IndexOutOfBoundsException.class, () -> tensor.read(SIZE, FloatBuffer.allocate(1)));
  }

  private static Tensor tensor(String name, long seed, TensorSpec.Fill fill) {
    TensorSpec spec = new TensorSpec(name, Shape.of(100, SIZE / 100), fill);
    try (RandomTensorStore store = new RandomTensorStore("random", List.of(spec), seed)) {
      return store.find(name).orElseThrow();
    }
  }
}
