/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution with two vectors of pixels by four output channels in registers. Lanes are pixels, so
 * a tap is a load at a shifted index and nothing is rearranged in memory.
 */
final class ConvolutionTile {
  private ConvolutionTile() {}

  static void run(ConvolutionStrip strip) {
    for (int channel = 0; channel < ConvolutionStrip.CHANNELS; channel++) {
      int from = strip.outputFrom + channel * strip.outputStride;
      Arrays.fill(strip.output, from, from + strip.pixels, strip.bias[strip.firstBias + channel]);
    }
    int perTap = strip.inputs * ConvolutionStrip.CHANNELS;
    for (int pixel = 0; pixel < strip.pixels; pixel += 2 * COUNT) {
      for (int i = 0; i < strip.taps.length; i++) {
        add(
            strip.weights,
            strip.firstWeight + i * perTap,
            strip.inputs,
            strip.input,
            strip.inputFrom + strip.taps[i] + pixel,
            strip.inputStride,
            strip.output,
            strip.outputFrom + pixel,
            strip.outputStride);
      }
    }
  }

  /** Adds one tap. A loop over taps in here would make C2 keep the vectors as objects. */
  private static void add(
      float[] w, int w0, int planes, float[] x, int x0, int xs, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(FLOAT, y, y0);
    FloatVector a1 = FloatVector.fromArray(FLOAT, y, y0 + COUNT);
    FloatVector c0 = FloatVector.fromArray(FLOAT, y, y0 + ys);
    FloatVector c1 = FloatVector.fromArray(FLOAT, y, y0 + ys + COUNT);
    FloatVector d0 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys);
    FloatVector d1 = FloatVector.fromArray(FLOAT, y, y0 + 2 * ys + COUNT);
    FloatVector e0 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys);
    FloatVector e1 = FloatVector.fromArray(FLOAT, y, y0 + 3 * ys + COUNT);
    for (int i = 0; i < planes; i++) {
      FloatVector v0 = FloatVector.fromArray(FLOAT, x, x0 + i * xs);
      FloatVector v1 = FloatVector.fromArray(FLOAT, x, x0 + i * xs + COUNT);
      FloatVector u = FloatVector.broadcast(FLOAT, w[w0 + i * 4]);
      a0 = v0.fma(u, a0);
      a1 = v1.fma(u, a1);
      u = FloatVector.broadcast(FLOAT, w[w0 + i * 4 + 1]);
      c0 = v0.fma(u, c0);
      c1 = v1.fma(u, c1);
      u = FloatVector.broadcast(FLOAT, w[w0 + i * 4 + 2]);
      d0 = v0.fma(u, d0);
      d1 = v1.fma(u, d1);
      u = FloatVector.broadcast(FLOAT, w[w0 + i * 4 + 3]);
      e0 = v0.fma(u, e0);
      e1 = v1.fma(u, e1);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + COUNT);
    c0.intoArray(y, y0 + ys);
    c1.intoArray(y, y0 + ys + COUNT);
    d0.intoArray(y, y0 + 2 * ys);
    d1.intoArray(y, y0 + 2 * ys + COUNT);
    e0.intoArray(y, y0 + 3 * ys);
    e1.intoArray(y, y0 + 3 * ys + COUNT);
  }
}
