/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import static io.zipar.backend.vector.kernel.RandomNumbers.random;
import static io.zipar.backend.vector.weights.Dtype.BFLOAT16;
import static io.zipar.backend.vector.weights.Dtype.FLOAT32;
import static io.zipar.backend.vector.weights.Dtype.INT8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.backend.vector.kernel.choice.KernelChoice;
import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.PanelPacker;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The kernels of this JVM (vectors of any width, or none) against the scalar ones, to the last bit,
 * and those against arithmetic in double dtype.
 */
class KernelsProperties {
  private final Kernels kernels = KernelChoice.best();
  private final Kernels oracle = new ScalarKernels();

  private Matrix matrix(Dtype dtype, int rows, int inputs, float[] values) {
    Matrix matrix = Matrix.allocate(dtype, kernels.layout(dtype), rows, inputs);
    float[] panel = new float[Matrix.PANEL * inputs];
    for (int i = 0; i < matrix.paddedRows() / Matrix.PANEL; i++) {
      int from = Math.min(rows, i * Matrix.PANEL) * inputs;
      int count = Math.min(panel.length, rows * inputs - from);
      java.util.Arrays.fill(panel, 0f);
      System.arraycopy(values, from, panel, 0, count);
      PanelPacker.pack(matrix, i, panel);
    }
    return matrix;
  }

  private static float[] product(Kernels kernels, Matrix matrix, int count, float[] activations) {
    Columns columns = kernels.columns();
    columns.resize(count, matrix);
    for (int column = 0; column < count; column++) {
      columns.set(column, activations, column * matrix.inputs(), matrix.inputs());
    }
    int stride = matrix.paddedRows() + 3;
    float[] target = random(9, Columns.padded(count) * stride);
    int middle = matrix.pairs() / 2;
    kernels.product(matrix, 0, middle, columns, target, stride);
    kernels.product(matrix, middle, matrix.pairs(), columns, target, stride);
    float[] result = new float[count * matrix.rows()];
    for (int column = 0; column < count; column++) {
      System.arraycopy(target, column * stride, result, column * matrix.rows(), matrix.rows());
    }
    return result;
  }

  @Property(tries = 300)
  void productsAreTheOracles(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 150) int rows,
      @ForAll @IntRange(min = 1, max = 700) int inputs,
      @ForAll @IntRange(min = 1, max = 19) int columns,
      @ForAll long seed) {
    Matrix matrix = matrix(dtype, rows, inputs, random(seed, rows * inputs));
    float[] activations = random(seed + 1, columns * inputs);
    float[] expected = product(oracle, matrix, columns, activations);
    assertArrayEquals(expected, product(kernels, matrix, columns, activations));
    for (int column = 0; column < columns; column++) {
      float[] alone =
          java.util.Arrays.copyOfRange(activations, column * inputs, (column + 1) * inputs);
      assertArrayEquals(
          java.util.Arrays.copyOfRange(expected, column * rows, (column + 1) * rows),
          product(kernels, matrix, 1, alone),
          "a column alone");
    }
  }

  /** Each sum is one chain in the order of the inputs, which the test computes by itself. */
  @Property(tries = 300)
  void productsOfBandsAreChains(
      @ForAll boolean narrow,
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 100) int steps,
      @ForAll @IntRange(min = 1, max = 17) int columns,
      @ForAll @IntRange(min = 0, max = 40) int gap,
      @ForAll long seed) {
    for (Kernels each : List.of(kernels, oracle, new ScalarKernels(16))) {
      int lanes = each.bands().rows();
      int padded = each.paddedRows(rows);
      assertEquals(0, padded % Matrix.PANEL);
      assertTrue(padded >= rows);
      int band = steps * lanes + gap;
      Bands bands = bands(narrow, seed, 5 + padded / lanes * band);
      int perWord = bands.dtype().perWord();
      int inputStride = perWord * steps + gap;
      float[] inputs = random(seed + 1, columns * inputStride);
      float[] target = new float[columns * (padded + gap)];
      each.product(
          bands, 5, band, padded, steps, inputs, inputStride, columns, target, padded + gap);
      for (int column = 0; column < columns; column++) {
        for (int row = 0; row < padded; row++) {
          float sum = 0f;
          for (int input = 0; input < perWord * steps; input++) {
            int word = 5 + row / lanes * band + input / perWord * lanes + row % lanes;
            float weight = bands.get(word, input % perWord);
            sum = Math.fma(weight, inputs[column * inputStride + input], sum);
          }
          assertEquals(sum, target[column * (padded + gap) + row]);
        }
      }
    }
  }

  private static Bands bands(boolean narrow, long seed, int words) {
    Bands bands = Bands.allocate(narrow ? BFLOAT16 : FLOAT32, words);
    int perWord = bands.dtype().perWord();
    float[] values = random(seed, words * perWord);
    for (int i = 0; i < values.length; i++) {
      bands.set(i / perWord, i % perWord, values[i]);
      assertEquals(
          values[i],
          bands.get(i / perWord, i % perWord),
          narrow ? 0x1p-8 * Math.abs(values[i]) : 0);
    }
    return bands;
  }

  /** Bounds: rounding of the weights (2^-9, or half of 1/127 of the block's greatest) and sums. */
  @Property(tries = 100)
  void productsAreThoseOfTheWeights(
      @ForAll Dtype dtype,
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 500) int inputs,
      @ForAll long seed) {
    float[] values = random(seed, rows * inputs);
    float[] activations = random(seed + 1, inputs);
    float[] actual = product(kernels, matrix(dtype, rows, inputs, values), 1, activations);
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      double allowed = 1e-5;
      double greatest = 0;
      for (int i = 0; i < inputs; i++) {
        greatest = Math.max(greatest, Math.abs(values[row * inputs + i]));
      }
      for (int i = 0; i < inputs; i++) {
        double term = (double) values[row * inputs + i] * activations[i];
        sum += term;
        allowed += Math.abs(term) * 1e-5;
        allowed +=
            switch (dtype) {
              case FLOAT32 -> 0;
              case BFLOAT16 -> Math.abs(term) * 0x1p-8;
              case INT8 -> Math.abs(activations[i]) * greatest / 127 * 0.501;
            };
      }
      assertEquals(sum, actual[row], allowed);
    }
  }

  /** What docs/kernels.md says that narrow weights cost, for weights of a normal distribution. */
  @Property(tries = 10)
  void narrowWeightsDeviateAsStated(@ForAll long seed) {
    int rows = 64;
    int inputs = 2048;
    Random random = new Random(seed);
    float[] values = new float[rows * inputs];
    float[] activations = new float[inputs];
    for (float[] each : List.of(values, activations)) {
      for (int i = 0; i < each.length; i++) {
        each[i] = (float) random.nextGaussian();
      }
    }
    float[] exact = product(oracle, matrix(FLOAT32, rows, inputs, values), 1, activations);
    for (Dtype dtype : List.of(BFLOAT16, INT8)) {
      Matrix narrow = matrix(dtype, rows, inputs, values);
      float[] found = product(kernels, narrow, 1, activations);
      double squares = 0;
      double all = 0;
      for (int row = 0; row < rows; row++) {
        squares += Math.pow(found[row] - exact[row], 2);
        all += Math.pow(exact[row], 2);
      }
      double deviation = Math.sqrt(squares / all);
      double stated = dtype == INT8 ? 0.0065 : 0.0017;
      assertTrue(deviation > 0.6 * stated && deviation < 1.6 * stated, dtype + " " + deviation);
    }
  }

  @Property(tries = 50)
  void sumsAreTheOracles(@ForAll @IntRange(min = 1, max = 9) int panels, @ForAll long seed) {
    int count = panels * Matrix.PANEL;
    float[] expected = random(seed, count + 7);
    float[] actual = expected.clone();
    float[] added = random(seed + 1, count + 3);
    oracle.add(expected, 7, added, 3, count);
    kernels.add(actual, 7, added, 3, count);
    assertArrayEquals(expected, actual);
  }

  @Property(tries = 50)
  void functionsAreTheOracles(@ForAll @IntRange(min = 1, max = 9) int panels, @ForAll long seed) {
    int count = panels * Matrix.PAIR;
    float[] values = random(seed, count);
    for (int i = 0; i < count; i++) {
      values[i] *= i % 3 == 0 ? 60f : 5f;
    }
    values[count / 2] = Float.NEGATIVE_INFINITY;
    assertEquals(oracle.greatest(values, 0, count), kernels.greatest(values, 0, count));
    float[] expected = values.clone();
    float[] actual = values.clone();
    float offset = -oracle.greatest(values, 0, count);
    oracle.exp(expected, 0, count, 1f, offset);
    kernels.exp(actual, 0, count, 1f, offset);
    assertArrayEquals(expected, actual);
  }

  @Property(tries = 100)
  void activationsAreTheOracles(
      @ForAll Activation activation,
      @ForAll @IntRange(min = 1, max = 40) int panels,
      @ForAll long seed) {
    int count = panels * Matrix.PAIR;
    float[] values = random(seed, count);
    for (int i = 0; i < count; i++) {
      values[i] *= i % 3 == 0 ? 60f : 5f;
    }
    float[] expected = values.clone();
    float[] actual = values.clone();
    activation.apply(oracle, expected, 0, count, new float[count]);
    activation.apply(kernels, actual, 0, count, new float[count]);
    assertArrayEquals(expected, actual);
    for (int i = 0; i < count; i++) {
      double x = values[i];
      double wanted =
          activation == Activation.SILU
              ? x / (1 + Math.exp(-x))
              : 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      assertEquals(wanted, actual[i], 1e-5 * (1 + Math.abs(x)));
    }
    activation.gate(oracle, values, 0, panels, expected, 0);
    activation.gate(kernels, values, 0, panels, actual, 0);
    assertArrayEquals(expected, actual);
    for (int i = 0; i < panels * Matrix.PANEL; i++) {
      int gate = i / Matrix.PANEL * Matrix.PAIR + i % Matrix.PANEL;
      float[] alone = new float[Matrix.PANEL];
      alone[0] = values[gate];
      activation.apply(oracle, alone, 0, alone.length, new float[alone.length]);
      assertEquals(alone[0] * values[gate + Matrix.PANEL], actual[i], 1e-5 * Math.abs(actual[i]));
    }
  }

  @Example
  void theExponentialIsExactToTwoParts() {
    for (float x = -87f; x < 88f; x += 0.0137f) {
      double expected = Math.exp(x);
      assertTrue(Math.abs(ExpPolynomial.exp(x) - expected) <= 2e-7 * expected, "exp " + x);
    }
    assertEquals(0f, ExpPolynomial.exp(Float.NEGATIVE_INFINITY));
    assertEquals(1f, ExpPolynomial.exp(0f));
  }

  @Property(tries = 50)
  void convolutionsAreTheOracles(
      @ForAll @IntRange(min = 1, max = 600) int inputs,
      @ForAll @IntRange(min = 1, max = 4) int strips,
      @ForAll long seed) {
    ConvolutionStrip strip = new ConvolutionStrip();
    strip.taps = new int[] {-7, 0, 1, 30, 29};
    strip.pixels = strips * ConvolutionStrip.PIXELS;
    strip.inputStride = strip.pixels + 50;
    strip.inputFrom = 11;
    strip.inputs = inputs;
    strip.input = random(seed, inputs * strip.inputStride + 64);
    strip.channels = kernels.convolutionChannels();
    strip.fromGroup = 1;
    strip.toGroup = 3;
    int steps = ConvolutionStrip.paddedSteps(strip.taps.length, inputs);
    int planes = 3 * strip.channels;
    strip.weights = random(seed + 1, planes * steps);
    strip.bias = random(seed + 2, planes);
    strip.outputStride = strip.pixels + 9;
    strip.outputFrom = 5;
    strip.output = random(seed + 3, planes * strip.outputStride + 5);
    float[] untouched = strip.output.clone();
    oracle.convolve(strip);
    float[] expected = strip.output;
    strip.output = untouched;
    kernels.convolve(strip);
    assertArrayEquals(expected, strip.output);
  }
}
