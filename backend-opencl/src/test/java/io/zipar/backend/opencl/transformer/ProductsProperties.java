/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.backend.opencl.testing.OnDevice;
import io.zipar.backend.opencl.testing.SkipWithoutOpenCl;
import io.zipar.backend.opencl.weights.Dtype;
import io.zipar.backend.opencl.weights.Upload;
import io.zipar.models.network.Projection;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.testkit.checkpoint.SyntheticTransformer.HeapTensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Products against sums in double precision, over awkward sizes. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class ProductsProperties extends OnDevice {

  @Property(tries = 60)
  void aProductIsTheSumAndIndependentOfOtherColumns(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 37) int rows,
      @ForAll @IntRange(min = 1, max = 300) int inputs,
      @ForAll @IntRange(min = 1, max = 35) int columns,
      @ForAll boolean biased,
      @ForAll long seed) {
    Random random = new Random(seed);
    float[] weights = gaussian(random, rows * inputs);
    float[] bias = gaussian(random, rows);
    float[] values = gaussian(random, columns * inputs);
    Tensor matrix = new HeapTensor("matrix", Shape.of(rows, inputs), weights);
    Projection.Linear linear =
        biased
            ? new Projection.Linear(
                matrix, Optional.of(new HeapTensor("bias", Shape.of(rows), bias)))
            : Projection.Linear.of(matrix);
    float[] together;
    float[] last;
    try (Upload upload = new Upload(device())) {
      DeviceLinear loaded = DeviceLinear.load(linear, dtype, upload);
      together = product(loaded, values, inputs, columns);
      float[] lastColumn = Arrays.copyOfRange(values, (columns - 1) * inputs, columns * inputs);
      last = product(loaded, lastColumn, inputs, 1);
    }
    float[] lastOfAll = Arrays.copyOfRange(together, (columns - 1) * rows, columns * rows);
    assertArrayEquals(last, lastOfAll, "to the last bit");
    double tolerance = tolerance(dtype) * Math.sqrt(inputs);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        double sum = biased ? bias[row] : 0;
        for (int i = 0; i < inputs; i++) {
          sum += (double) weights[row * inputs + i] * values[column * inputs + i];
        }
        assertEquals(sum, together[column * rows + row], tolerance);
      }
    }
  }

  /** The error of a weight of a normal distribution, some deviations wide. */
  private static double tolerance(Dtype dtype) {
    return switch (dtype) {
      case FLOAT32 -> 1e-5;
      case FLOAT16 -> 5e-3;
      case BFLOAT16 -> 4e-2;
      case INT8 -> 1e-1;
    };
  }

  private static float[] product(DeviceLinear linear, float[] values, int inputs, int columns) {
    int rows = linear.matrix().rows();
    try (DeviceRows source = new DeviceRows(device(), "a test", inputs);
        DeviceRows target = new DeviceRows(device(), "a test", rows)) {
      source.write(values, columns);
      target.reserve(columns);
      new Products(device()).run(linear, source, columns, target, Products.Then.KEEP);
      float[] padded = new float[columns * target.stride()];
      target.buffer().read(0, padded, padded.length);
      float[] result = new float[columns * rows];
      for (int column = 0; column < columns; column++) {
        System.arraycopy(padded, column * target.stride(), result, column * rows, rows);
      }
      return result;
    }
  }
}
