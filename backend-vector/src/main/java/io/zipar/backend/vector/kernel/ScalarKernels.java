/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Matrix;
import io.zipar.backend.vector.weights.Precision;

/**
 * Kernels in plain Java, for a JVM without the Vector API, and the oracle of the others. C2 turns
 * some of the loops into vector code by itself.
 */
public final class ScalarKernels implements Kernels {
  private static final int PANEL = Matrix.PANEL;
  private static final int UPPER = 0xffff0000;
  private static final int HALF = 16;
  private static final int TOP_BYTE = 24;
  private static final int BYTE = 8;

  /** Creates the kernels. */
  public ScalarKernels() {}

  @Override
  public String describe() {
    return "scalar code";
  }

  @Override
  public Columns columns() {
    return new Columns(1);
  }

  @Override
  public void product(
      Matrix matrix, int fromPair, int toPair, Columns columns, float[] target, int stride) {
    for (int panel = 2 * fromPair; panel < 2 * toPair; panel++) {
      for (int column = 0; column < columns.groups() * columns.width(); column++) {
        int to = column * stride + panel * PANEL;
        for (int row = 0; row < PANEL; row++) {
          target[to + row] = 0f;
        }
        switch (matrix.precision()) {
          case FLOAT32 -> {
            int base = panel * matrix.steps() * PANEL;
            addFloat32(matrix.floats(), base, matrix.steps(), columns, column, target, to);
          }
          case BFLOAT16 -> addBfloat16(matrix, panel, columns, column, target, to);
          case INT8 -> addInt8(matrix, panel, columns, column, target, to);
          default -> throw new IllegalArgumentException("precision " + matrix.precision());
        }
      }
    }
  }

  @Override
  public void product(
      float[] panels,
      int from,
      int panelStride,
      int pairs,
      int steps,
      Columns columns,
      float[] target,
      int stride) {
    for (int panel = 0; panel < 2 * pairs; panel++) {
      for (int column = 0; column < columns.groups() * columns.width(); column++) {
        int to = column * stride + panel * PANEL;
        for (int row = 0; row < PANEL; row++) {
          target[to + row] = 0f;
        }
        addFloat32(panels, from + panel * panelStride, steps, columns, column, target, to);
      }
    }
  }

  private static int first(Columns columns, int column) {
    return columns.base(column / columns.width()) + column % columns.width();
  }

  private static void addFloat32(
      float[] weights, int base, int steps, Columns columns, int column, float[] target, int to) {
    float[] values = columns.values();
    int first = first(columns, column);
    for (int step = 0; step < steps; step++) {
      float x = values[first + step * columns.width()];
      for (int row = 0; row < PANEL; row++) {
        target[to + row] = Math.fma(weights[base + step * PANEL + row], x, target[to + row]);
      }
    }
  }

  private static void addBfloat16(
      Matrix matrix, int panel, Columns columns, int column, float[] target, int target0) {
    float[] values = columns.values();
    int next = first(columns, column);
    for (int from = 0; from < matrix.steps(); from += Matrix.BLOCK_STEPS) {
      int to = Math.min(matrix.steps(), from + Matrix.BLOCK_STEPS);
      for (int part = 0; part < Precision.BFLOAT16.perWord(); part++) {
        for (int step = from; step < to; step++) {
          float x = values[next];
          next += columns.width();
          int base = (panel * matrix.steps() + step) * PANEL;
          for (int row = 0; row < PANEL; row++) {
            int word = matrix.words()[base + row];
            float weight = Float.intBitsToFloat(part == 0 ? word << HALF : word & UPPER);
            target[target0 + row] = Math.fma(weight, x, target[target0 + row]);
          }
        }
      }
    }
  }

  private static void addInt8(
      Matrix matrix, int panel, Columns columns, int column, float[] target, int to) {
    float[] values = columns.values();
    int first = first(columns, column);
    int perWord = Precision.INT8.perWord();
    for (int block = 0; block < matrix.blocks(); block++) {
      int fromStep = block * Matrix.BLOCK_STEPS;
      int toStep = Math.min(matrix.steps(), fromStep + Matrix.BLOCK_STEPS);
      for (int row = 0; row < PANEL; row++) {
        float sum = 0f;
        int next = first + perWord * fromStep * columns.width();
        for (int part = 0; part < perWord; part++) {
          for (int step = fromStep; step < toStep; step++) {
            int word = matrix.words()[(panel * matrix.steps() + step) * PANEL + row];
            sum = Math.fma((float) (word << TOP_BYTE - BYTE * part), values[next], sum);
            next += columns.width();
          }
        }
        float scale = matrix.scales()[(panel * matrix.blocks() + block) * PANEL + row];
        target[to + row] = Math.fma(sum, scale, target[to + row]);
      }
    }
  }

  @Override
  public void convolve(ConvolutionStrip strip) {
    for (int channel = 0; channel < ConvolutionStrip.CHANNELS; channel++) {
      int to = strip.outputFrom + channel * strip.outputStride;
      float bias = strip.bias[strip.firstBias + channel];
      for (int pixel = 0; pixel < strip.pixels; pixel++) {
        strip.output[to + pixel] = bias;
      }
      int next = strip.firstWeight + channel;
      for (int tap : strip.taps) {
        for (int plane = 0; plane < strip.inputs; plane++) {
          float weight = strip.weights[next];
          int from = strip.inputFrom + tap + plane * strip.inputStride;
          for (int pixel = 0; pixel < strip.pixels; pixel++) {
            strip.output[to + pixel] =
                Math.fma(strip.input[from + pixel], weight, strip.output[to + pixel]);
          }
          next += ConvolutionStrip.CHANNELS;
        }
      }
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
