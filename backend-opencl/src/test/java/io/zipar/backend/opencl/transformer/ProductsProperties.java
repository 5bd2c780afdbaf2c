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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Products against sums in double precision, over awkward sizes, by every kernel. */
@AddLifecycleHook(SkipWithoutOpenCl.class)
class ProductsProperties extends OnDevice {
  /** Enough for several stretches of a group in every dtype. */
  private static final int MOST_INPUTS = 1300;

  /** What is multiplied; columns one after another. */
  private record Case(
      int rows, int inputs, int columns, float[] weights, float[] bias, float[] values) {
    Projection.Linear linear() {
      Tensor matrix = new HeapTensor("matrix", Shape.of(rows, inputs), weights);
      return bias.length == 0
          ? Projection.Linear.of(matrix)
          : new Projection.Linear(
              matrix, Optional.of(new HeapTensor("bias", Shape.of(rows), bias)));
    }

    Case last(int count) {
      float[] own = Arrays.copyOfRange(values, (columns - count) * inputs, columns * inputs);
      return new Case(rows, inputs, count, weights, bias, own);
    }

    double product(int column, int row) {
      double sum = bias.length == 0 ? 0 : bias[row];
      for (int i = 0; i < inputs; i++) {
        sum += (double) weights[row * inputs + i] * values[column * inputs + i];
      }
      return sum;
    }
  }

  private static Case made(int rows, int inputs, int columns, boolean biased, long seed) {
    Random random = new Random(seed);
    return new Case(
        rows,
        inputs,
        columns,
        gaussian(random, rows * inputs),
        gaussian(random, biased ? rows : 0),
        gaussian(random, columns * inputs));
  }

  @Property(tries = 60)
  void aProductIsTheSumAndIndependentOfOtherColumnsAndOfTheKernel(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 37) int rows,
      @ForAll @IntRange(min = 1, max = MOST_INPUTS) int inputs,
      @ForAll @IntRange(min = 1, max = 50) int columns,
      @ForAll boolean biased,
      @ForAll long seed) {
    Case each = made(rows, inputs, columns, biased, seed);
    try (Upload upload = new Upload(device())) {
      DeviceLinear loaded = DeviceLinear.load(each.linear(), dtype, upload);
      float[] together = run(loaded, each, Products.Then.KEEP, rows, 0);
      for (int few : List.of(1, 2, 8)) {
        Case last = each.last(Math.min(few, columns));
        assertArrayEquals(
            Arrays.copyOfRange(together, (columns - last.columns()) * rows, columns * rows),
            run(loaded, last, Products.Then.KEEP, rows, 0),
            "to the last bit");
      }
      double tolerance = tolerance(dtype) * Math.sqrt(inputs);
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < rows; row++) {
          assertEquals(each.product(column, row), together[column * rows + row], tolerance);
        }
      }
    }
  }

  @Property(tries = 40)
  void whatFollowsAProductIsDoneByEveryKernel(
      @ForAll Products.Then then,
      @ForAll @IntRange(min = 1, max = 25) int pairs,
      @ForAll @IntRange(min = 1, max = 40) int columns,
      @ForAll boolean biased,
      @ForAll long seed) {
    int rows = 2 * pairs;
    Case each = made(rows, 4, columns, biased, seed);
    boolean gated = then == Products.Then.GATE_SILU || then == Products.Then.GATE_GELU;
    int width = gated ? pairs : rows;
    float before = 0.5f;
    try (Upload upload = new Upload(device())) {
      DeviceLinear loaded = DeviceLinear.load(each.linear(), Dtype.FLOAT32, upload);
      float[] actual = run(loaded, each, then, width, before);
      for (int column = 0; column < columns; column++) {
        for (int i = 0; i < width; i++) {
          double own = each.product(column, gated ? 2 * i : i);
          double up = gated ? each.product(column, 2 * i + 1) : 0;
          assertEquals(followed(then, own, up, before), actual[column * width + i], 1e-3);
        }
      }
    }
  }

  private static double followed(Products.Then then, double own, double up, double before) {
    return switch (then) {
      case KEEP -> own;
      case ADD -> before + own;
      case GATE_SILU -> silu(own) * up;
      case GATE_GELU -> geluTanh(own) * up;
      case GELU_TANH -> geluTanh(own);
      case GELU_ERF -> own * normalBelow(own);
      case ADD_SILU -> before + silu(own);
    };
  }

  private static double silu(double x) {
    return x / (1 + Math.exp(-x));
  }

  private static double geluTanh(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** The share of a normal distribution below a number, by Simpson's rule from 0 on. */
  private static double normalBelow(double x) {
    int parts = 200;
    double step = x / parts;
    double sum = 1 + Math.exp(-x * x / 2);
    for (int i = 1; i < parts; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-i * step * i * step / 2);
    }
    return 0.5 + sum * step / 3 / Math.sqrt(2 * Math.PI);
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

  /** Multiplies; the target was filled with a number before. */
  private static float[] run(
      DeviceLinear linear, Case each, Products.Then then, int width, float of) {
    try (DeviceRows source = new DeviceRows(device(), "a test", each.inputs());
        DeviceRows target = new DeviceRows(device(), "a test", width)) {
      source.write(each.values(), each.columns());
      float[] before = new float[each.columns() * width];
      Arrays.fill(before, of);
      target.write(before, each.columns());
      new Products(device()).run(linear, source, each.columns(), target, then);
      float[] padded = received(target.buffer());
      float[] result = new float[each.columns() * width];
      for (int column = 0; column < each.columns(); column++) {
        System.arraycopy(padded, column * target.stride(), result, column * width, width);
      }
      return result;
    }
  }
}
