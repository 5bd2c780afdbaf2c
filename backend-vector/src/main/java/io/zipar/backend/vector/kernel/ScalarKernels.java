/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.weights.Bands;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Dtype;
import io.zipar.backend.vector.weights.Layout;
import io.zipar.backend.vector.weights.Matrix;
import java.util.Arrays;

/**
 * Kernels in plain Java, for a JVM without the Vector API, and the oracle of the others. C2 turns
 * some of the loops into vector code by itself.
 */
public final class ScalarKernels implements Kernels {
  private static final int PANEL = Matrix.PANEL;

  /** Any divisor of a panel would do. */
  private static final int LANES = 8;

  private static final int CHANNELS = 4;
  private static final int UPPER = 0xffff0000;
  private static final int HALF = 16;
  private static final int TOP_BYTE = 24;
  private static final int BYTE = 8;

  private final Layout layout;

  /** Creates the kernels. */
  public ScalarKernels() {
    this(LANES);
  }

  /**
   * Creates kernels that share memory with others.
   *
   * @param lanes rows of a band
   */
  ScalarKernels(int lanes) {
    this.layout = new Layout(lanes, 1);
  }

  @Override
  public String describe() {
    return "scalar code";
  }

  @Override
  public Layout layout(Dtype dtype) {
    return layout;
  }

  @Override
  public Layout bands() {
    return layout;
  }

  @Override
  public Columns columns() {
    return new Columns(1, Columns.SMALL);
  }

  @Override
  public void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride) {
    for (int column = 0; column < columns.count(); column++) {
      int to = column * stride;
      Arrays.fill(target, to + fromPair * Matrix.PAIR, to + toPair * Matrix.PAIR, 0f);
      for (int row = fromPair * Matrix.PAIR;
          row < toPair * Matrix.PAIR;
          row += matrix.layout().rows()) {
        switch (matrix.dtype()) {
          case FLOAT32 -> addFloat32(matrix, row, columns, column, target, to + row);
          case BFLOAT16 -> addBfloat16(matrix, row, columns, column, target, to + row);
          case INT8 -> addInt8(matrix, row, columns, column, target, to + row);
          default -> throw new IllegalArgumentException("dtype " + matrix.dtype());
        }
      }
    }
  }

  @Override
  public int paddedRows(int rows) {
    return (rows + PANEL - 1) / PANEL * PANEL;
  }

  @Override
  public void product(
      Bands bands,
      int from,
      int bandStride,
      int rows,
      int steps,
      float[] inputs,
      int inputStride,
      int columns,
      float[] target,
      int stride) {
    int lanes = layout.rows();
    for (int column = 0; column < columns; column++) {
      Arrays.fill(target, column * stride, column * stride + rows, 0f);
      for (int band = 0; band < rows / lanes; band++) {
        int base = from + band * bandStride;
        int to = column * stride + band * lanes;
        int x = column * inputStride;
        if (bands.dtype() == Dtype.FLOAT32) {
          for (int step = 0; step < steps; step++) {
            addStep(bands.floats(), base + step * lanes, lanes, inputs[x + step], target, to);
          }
        } else {
          for (int step = 0; step < steps; step++) {
            addWords(bands.words(), base + step * lanes, lanes, inputs, x + 2 * step, target, to);
          }
        }
      }
    }
  }

  private static int width(Columns columns, int column) {
    return columns.width(columns.groupOf(column));
  }

  private static void addStep(
      float[] weights, int from, int rows, float x, float[] target, int to) {
    for (int row = 0; row < rows; row++) {
      target[to + row] = Math.fma(weights[from + row], x, target[to + row]);
    }
  }

  /** Adds a step of bfloat16, two inputs. */
  private static void addWords(
      int[] weights, int from, int rows, float[] inputs, int input, float[] target, int to) {
    float lower = inputs[input];
    float upper = inputs[input + 1];
    for (int row = 0; row < rows; row++) {
      int word = weights[from + row];
      float sum = Math.fma(Float.intBitsToFloat(word << HALF), lower, target[to + row]);
      target[to + row] = Math.fma(Float.intBitsToFloat(word & UPPER), upper, sum);
    }
  }

  private static void addFloat32(
      Matrix matrix, int firstRow, Columns columns, int column, float[] target, int to) {
    int rows = matrix.layout().rows();
    int start = columns.start(column);
    int width = width(columns, column);
    for (int step = 0; step < matrix.steps(); step++) {
      float x = columns.values()[start + step * width];
      addStep(matrix.floats(), matrix.index(firstRow, step), rows, x, target, to);
    }
  }

  private static void addBfloat16(
      Matrix matrix, int firstRow, Columns columns, int column, float[] target, int to) {
    float[] values = columns.values();
    int next = columns.start(column);
    int width = width(columns, column);
    for (int step = 0; step < matrix.steps(); step++) {
      int base = matrix.index(firstRow, step);
      for (int part = 0; part < Dtype.BFLOAT16.perWord(); part++) {
        float x = values[next];
        next += width;
        for (int row = 0; row < matrix.layout().rows(); row++) {
          int word = matrix.words()[base + row];
          float weight = Float.intBitsToFloat(part == 0 ? word << HALF : word & UPPER);
          target[to + row] = Math.fma(weight, x, target[to + row]);
        }
      }
    }
  }

  private static void addInt8(
      Matrix matrix, int firstRow, Columns columns, int column, float[] target, int to) {
    float[] values = columns.values();
    int perWord = Dtype.INT8.perWord();
    int width = width(columns, column);
    for (int block = 0; block < matrix.blocks(); block++) {
      int fromStep = block * Matrix.BLOCK_STEPS;
      int toStep = Math.min(matrix.steps(), fromStep + Matrix.BLOCK_STEPS);
      for (int row = 0; row < matrix.layout().rows(); row++) {
        float sum = 0f;
        int next = columns.start(column) + perWord * fromStep * width;
        for (int step = fromStep; step < toStep; step++) {
          int word = matrix.words()[matrix.index(firstRow + row, step)];
          for (int part = 0; part < perWord; part++) {
            sum = Math.fma((float) (word << TOP_BYTE - BYTE * part), values[next], sum);
            next += width;
          }
        }
        float scale = matrix.scales()[matrix.scaleIndex(firstRow + row, block)];
        target[to + row] = Math.fma(sum, scale, target[to + row]);
      }
    }
  }

  @Override
  public int convolutionChannels() {
    return CHANNELS;
  }

  @Override
  public void convolve(ConvolutionStrip strip) {
    int steps = ConvolutionStrip.paddedSteps(strip.taps.length, strip.inputs);
    for (int channel = strip.fromGroup * strip.channels;
        channel < strip.toGroup * strip.channels;
        channel++) {
      int to = strip.outputFrom + channel * strip.outputStride;
      Arrays.fill(strip.output, to, to + strip.pixels, strip.bias[channel]);
      int next = channel / strip.channels * steps * strip.channels + channel % strip.channels;
      for (int tap : strip.taps) {
        for (int plane = 0; plane < strip.inputs; plane++) {
          float weight = strip.weights[next];
          int from = strip.inputFrom + tap + plane * strip.inputStride;
          for (int pixel = 0; pixel < strip.pixels; pixel++) {
            strip.output[to + pixel] =
                Math.fma(strip.input[from + pixel], weight, strip.output[to + pixel]);
          }
          next += strip.channels;
        }
      }
    }
  }

  @Override
  public void add(float[] target, int to, float[] source, int from, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += source[from + i];
    }
  }

  @Override
  public float greatest(float[] values, int from, int count) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      greatest = Math.max(greatest, values[i]);
    }
    return greatest;
  }

  @Override
  public void exp(float[] values, int from, int count, float factor, float offset) {
    for (int i = from; i < from + count; i++) {
      values[i] = ExpPolynomial.exp(values[i] * factor + offset);
    }
  }
}
