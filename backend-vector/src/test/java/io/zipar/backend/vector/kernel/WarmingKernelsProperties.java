/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import static io.zipar.backend.vector.kernel.RandomNumbers.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.PanelPacker;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** From the first call to long after the last race, results are those of the vectors. */
class WarmingKernelsProperties {
  private static final int CALLS = 60;
  private static final int INPUTS = 70;

  private final Kernels vectors = KernelChoice.best();
  private final Kernels warming = new WarmingKernels(vectors);

  @Property(tries = 60)
  void productsAreThoseOfVectors(
      @ForAll Dtype dtype, @ForAll @IntRange(min = 1, max = 13) int count, @ForAll long seed) {
    Matrix matrix = Matrix.allocate(dtype, warming.layout(dtype), 2 * Matrix.PAIR, INPUTS);
    for (int panel = 0; panel < matrix.paddedRows() / Matrix.PANEL; panel++) {
      PanelPacker.pack(matrix, panel, random(seed + panel, Matrix.PANEL * INPUTS));
    }
    Columns columns = warming.columns();
    columns.resize(count, matrix);
    for (int column = 0; column < count; column++) {
      columns.set(column, random(seed - 1 - column, INPUTS), 0, INPUTS);
    }
    int stride = matrix.paddedRows();
    float[] expected = new float[Columns.padded(count) * stride];
    vectors.product(matrix, 0, 2, columns, expected, stride);
    for (int call = 0; call < CALLS; call++) {
      float[] actual = new float[expected.length];
      warming.product(matrix, 0, 2, columns, actual, stride);
      for (int i = 0; i < count * stride; i++) {
        assertEquals(expected[i], actual[i]);
      }
    }
  }

  @Property(tries = 60)
  void productsOfBandsAreThoseOfVectors(
      @ForAll @IntRange(min = 1, max = 70) int rows,
      @ForAll @IntRange(min = 1, max = 7) int columns,
      @ForAll long seed) {
    int padded = warming.paddedRows(rows);
    assertEquals(vectors.paddedRows(rows), padded);
    int band = INPUTS * warming.bands().rows();
    Bands bands = Bands.of(random(seed, padded * INPUTS));
    float[] inputs = random(seed + 1, columns * INPUTS);
    float[] expected = new float[columns * padded];
    vectors.product(bands, 0, band, padded, INPUTS, inputs, INPUTS, columns, expected, padded);
    for (int call = 0; call < CALLS; call++) {
      float[] actual = new float[expected.length];
      warming.product(bands, 0, band, padded, INPUTS, inputs, INPUTS, columns, actual, padded);
      assertArrayEquals(expected, actual);
    }
  }

  @Property(tries = 60)
  void functionsAreThoseOfVectors(
      @ForAll @IntRange(min = 1, max = 9) int panels, @ForAll long seed) {
    int count = panels * Matrix.PANEL;
    float[] values = random(seed, count);
    float[] exponentials = values.clone();
    float[] sums = values.clone();
    vectors.exp(exponentials, 0, count, 3f, -1f);
    vectors.add(sums, 0, exponentials, 0, count);
    for (int call = 0; call < CALLS; call++) {
      float[] actual = values.clone();
      warming.exp(actual, 0, count, 3f, -1f);
      assertArrayEquals(exponentials, actual);
      float[] added = values.clone();
      warming.add(added, 0, actual, 0, count);
      assertArrayEquals(sums, added);
      assertEquals(vectors.greatest(values, 0, count), warming.greatest(values, 0, count));
    }
  }
}
