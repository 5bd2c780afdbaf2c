/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution with two vectors of pixels by four output channels in registers. Lanes are pixels, so
 * a tap is a load at a shifted index and nothing is rearranged in memory.
 */
final class ConvolutionTile {
  private ConvolutionTile() {}

  static void run(ConvolutionStrip strip) {
    for (int pixel = 0; pixel < strip.pixels; pixel += 2 * Lanes.COUNT) {
      tile(strip, pixel);
    }
  }

  private static void tile(ConvolutionStrip strip, int pixel) {
    float[] w = strip.weights;
    float[] x = strip.input;
    float[] y = strip.output;
    int stride = strip.inputStride;
    int inputs = strip.inputs;
    int b = strip.firstBias;
    FloatVector a0 = FloatVector.broadcast(Lanes.FLOAT, strip.bias[b]);
    FloatVector b0 = FloatVector.broadcast(Lanes.FLOAT, strip.bias[b + 1]);
    FloatVector c0 = FloatVector.broadcast(Lanes.FLOAT, strip.bias[b + 2]);
    FloatVector d0 = FloatVector.broadcast(Lanes.FLOAT, strip.bias[b + 3]);
    FloatVector a1 = a0;
    FloatVector b1 = b0;
    FloatVector c1 = c0;
    FloatVector d1 = d0;
    int at = strip.firstWeight;
    for (int tap : strip.taps) {
      int from = strip.inputFrom + tap + pixel;
      for (int plane = 0; plane < inputs; plane++) {
        FloatVector x0 = FloatVector.fromArray(Lanes.FLOAT, x, from);
        FloatVector x1 = FloatVector.fromArray(Lanes.FLOAT, x, from + Lanes.COUNT);
        FloatVector v = FloatVector.broadcast(Lanes.FLOAT, w[at + plane * 4]);
        a0 = x0.fma(v, a0);
        a1 = x1.fma(v, a1);
        v = FloatVector.broadcast(Lanes.FLOAT, w[at + plane * 4 + 1]);
        b0 = x0.fma(v, b0);
        b1 = x1.fma(v, b1);
        v = FloatVector.broadcast(Lanes.FLOAT, w[at + plane * 4 + 2]);
        c0 = x0.fma(v, c0);
        c1 = x1.fma(v, c1);
        v = FloatVector.broadcast(Lanes.FLOAT, w[at + plane * 4 + 3]);
        d0 = x0.fma(v, d0);
        d1 = x1.fma(v, d1);
        from += stride;
      }
      at += inputs * 4;
    }
    int to = strip.outputFrom + pixel;
    a0.intoArray(y, to);
    a1.intoArray(y, to + Lanes.COUNT);
    to += strip.outputStride;
    b0.intoArray(y, to);
    b1.intoArray(y, to + Lanes.COUNT);
    to += strip.outputStride;
    c0.intoArray(y, to);
    c1.intoArray(y, to + Lanes.COUNT);
    to += strip.outputStride;
    d0.intoArray(y, to);
    d1.intoArray(y, to + Lanes.COUNT);
  }
}
