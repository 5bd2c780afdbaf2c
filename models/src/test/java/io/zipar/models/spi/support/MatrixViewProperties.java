/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.models.MemoryTensor;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Views of matrices: any piece of them is that piece of the matrix written out. */
class MatrixViewProperties {
  @Property(tries = 200)
  void stackedRowsAreTheRowsOfTheParts(
      @ForAll @IntRange(min = 1, max = 4) int parts,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Tensor> tensors = new ArrayList<>();
    List<Float> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      Tensor tensor = matrix(random, 1 + random.nextInt(4), width);
      tensors.add(tensor);
      for (float value : read(tensor, 0, (int) tensor.shape().elements())) {
        all.add(value);
      }
    }
    StackedRows whole = new StackedRows("whole", tensors);
    assertEquals(Shape.of(all.size() / width, width), whole.shape());
    check(random, all, whole);
  }

  @Property(tries = 200)
  void selectedRowsAreThoseRows(
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll long seed) {
    Random random = new Random(seed);
    Tensor matrix = matrix(random, rows, width);
    int[] chosen = random.ints(1 + random.nextInt(8), 0, rows).toArray();
    for (int i = 1; i < chosen.length; i++) {
      chosen[i] = random.nextBoolean() ? Math.min(rows - 1, chosen[i - 1] + 1) : chosen[i];
    }
    List<Float> all = new ArrayList<>();
    for (int row : chosen) {
      for (float value : read(matrix, (long) row * width, width)) {
        all.add(value);
      }
    }
    SelectedRows selected = new SelectedRows(matrix, chosen);
    assertEquals(Shape.of(chosen.length, width), selected.shape());
    check(random, all, selected);
  }

  private static void check(Random random, List<Float> all, Tensor tensor) {
    int first = random.nextInt(all.size());
    int count = random.nextInt(all.size() - first + 1);
    float[] expected = new float[count];
    for (int i = 0; i < count; i++) {
      expected[i] = all.get(first + i);
    }
    assertArrayEquals(expected, read(tensor, first, count));
  }

  private static float[] read(Tensor tensor, long first, int count) {
    FloatBuffer padded = FloatBuffer.allocate(count + 3);
    padded.position(1).limit(1 + count);
    tensor.read(first, padded);
    assertEquals(1 + count, padded.position());
    assertEquals(1 + count, padded.limit());
    float[] values = new float[count];
    padded.position(1).get(values);
    return values;
  }

  private static Tensor matrix(Random random, int rows, int width) {
    float[] values = new float[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return new MemoryTensor("part", Shape.of(rows, width), values);
  }
}
