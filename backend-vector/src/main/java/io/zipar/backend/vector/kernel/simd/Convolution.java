/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel.simd;

import static io.zipar.backend.vector.kernel.simd.Lanes.COUNT;
import static io.zipar.backend.vector.kernel.simd.Lanes.FLOAT;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import io.zipar.backend.vector.weights.Columns;
import io.zipar.backend.vector.weights.Layout;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution as a product: pixels are the rows, output channels the columns, and the steps are the
 * taps of all input planes. The inputs of a block of pixels are copied together once, in the layout
 * of float32 weights, and then meet all output channels by the tiles of these: what is far apart in
 * the planes is read in order, and the copying is one part in many.
 */
final class Convolution {
  /** Pixels of a block: two panels. */
  private static final int PIXELS = ConvolutionStrip.PIXELS;

  /**
   * Steps of a slice, a multiple of the streams: its pixels stay in the second cache, the weights
   * of a group in the first.
   */
  private static final int SLICE_STEPS = 1024;

  private final ConvolutionStrip strip;
  private final Layout layout;
  private final int steps;

  private Convolution(ConvolutionStrip strip, Layout layout) {
    this.strip = strip;
    this.layout = layout;
    this.steps = ConvolutionStrip.paddedSteps(strip.taps.length, strip.inputs);
  }

  /** Convolves a strip; the layout is that of float32 weights. */
  static void run(ConvolutionStrip strip, Layout layout) {
    Convolution convolution = new Convolution(strip, layout);
    convolution.begin();
    int slice = Math.min(SLICE_STEPS, convolution.steps);
    if (strip.scratch.length < PIXELS * slice) {
      strip.scratch = new float[PIXELS * slice];
    }
    for (int pixel = 0; pixel < strip.pixels; pixel += PIXELS) {
      for (int step = 0; step < convolution.steps; step += slice) {
        convolution.add(pixel, step, Math.min(slice, convolution.steps - step));
      }
    }
  }

  private void begin() {
    for (int channel = strip.fromGroup * strip.channels;
        channel < strip.toGroup * strip.channels;
        channel++) {
      int from = strip.outputFrom + channel * strip.outputStride;
      Arrays.fill(strip.output, from, from + strip.pixels, strip.bias[channel]);
    }
  }

  /** Adds some steps to a block of pixels. */
  private void add(int pixel, int step, int count) {
    pack(pixel, step, count);
    for (int group = strip.fromGroup; group < strip.toGroup; group++) {
      int x = (group * steps + step) * strip.channels;
      int y = strip.outputFrom + group * strip.channels * strip.outputStride + pixel;
      for (int row = 0; row < PIXELS; row += 2 * COUNT) {
        tile(layout.index(count, row, 0), count, x, y + row);
      }
    }
  }

  private void tile(int p, int count, int x, int y) {
    float[] pixels = strip.scratch;
    float[] weights = strip.weights;
    int none = 0;
    if (layout.streams() == 1) {
      int next = count * layout.rows();
      Float32Tiles.add(
          strip.channels,
          pixels,
          p,
          next,
          none,
          count,
          weights,
          x,
          strip.output,
          y,
          strip.outputStride);
    } else {
      int stream = count / layout.streams() * layout.rows();
      StreamTiles.add(
          strip.channels,
          pixels,
          p,
          none,
          stream,
          count,
          weights,
          x,
          strip.output,
          y,
          strip.outputStride);
    }
  }

  /** Copies what a block of pixels takes in some steps to where the layout has it. */
  private void pack(int pixel, int step, int count) {
    int perStream = count / layout.streams();
    int tap = step / strip.inputs;
    int plane = step % strip.inputs;
    int stream = 0;
    int turn = 0;
    for (int i = 0; i < count; i++) {
      int to = (stream * perStream + turn) * layout.rows();
      if (tap < strip.taps.length) {
        int from = strip.inputFrom + strip.taps[tap] + plane * strip.inputStride + pixel;
        copy(from, to, count);
      } else {
        clear(to, count);
      }
      if (++plane == strip.inputs) {
        plane = 0;
        tap++;
      }
      if (++stream == layout.streams()) {
        stream = 0;
        turn++;
      }
    }
  }

  /** Copies a step, band by band. */
  private void copy(int from, int to, int count) {
    int rows = layout.rows();
    for (int band = 0; band < PIXELS; band += rows) {
      for (int row = 0; row < rows; row += COUNT) {
        FloatVector.fromArray(FLOAT, strip.input, from + band + row)
            .intoArray(strip.scratch, band * count + to + row);
      }
    }
  }

  private void clear(int to, int count) {
    for (int band = 0; band < PIXELS; band += layout.rows()) {
      int first = band * count + to;
      Arrays.fill(strip.scratch, first, first + layout.rows(), 0f);
    }
  }

  /** As wide as tiles of twelve sums allow. */
  static int channels() {
    return Lanes.TWELVE_SUMS ? Columns.LARGE : Columns.SMALL;
  }
}
