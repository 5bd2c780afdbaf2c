/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.ConvolutionStrip;

/**
 * A convolution with bias: shares out strips of pixels small enough that their input stays in a
 * thread's second cache while all output channels are computed.
 *
 * @param inputs input channels
 * @param outputs output channels
 * @param kernel side of the kernel, 1 or 3
 * @param halve whether the stride is 2
 * @param weights for each group of output channels, tap and input channel those of the group
 * @param bias for full groups
 */
record ConvolutionStep(
    int inputs, int outputs, int kernel, boolean halve, int channels, float[] weights, float[] bias)
    implements ImageStep {
  /** Input values of a strip, neighbouring rows not counted. */
  private static final int STRIP_VALUES = 1 << 15;

  private static final int MAX_PIXELS = 512;

  /** Units of work per thread below which output channels are split too. */
  private static final int UNITS_PER_THREAD = 8;

  /**
   * Stored weights (outputs x inputs x kernel x kernel) in the order of reading, in groups of so
   * many output channels.
   */
  static ConvolutionStep of(
      int inputs,
      int outputs,
      int kernel,
      boolean halve,
      int channels,
      float[] stored,
      float[] bias) {
    int groups = (outputs + channels - 1) / channels;
    int taps = kernel * kernel;
    int steps = ConvolutionStrip.paddedSteps(taps, inputs);
    float[] weights = new float[groups * channels * steps];
    float[] biases = java.util.Arrays.copyOf(bias, groups * channels);
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input++) {
        for (int tap = 0; tap < taps; tap++) {
          int step = output / channels * steps + tap * inputs + input;
          int to = step * channels + output % channels;
          weights[to] = stored[(output * inputs + input) * taps + tap];
        }
      }
    }
    return new ConvolutionStep(inputs, outputs, kernel, halve, channels, weights, biases);
  }

  @Override
  public Planes apply(Planes image, Workspace workspace) {
    Planes input = halve ? phases(image) : image;
    Planes output = Planes.zeros(outputs, input.height(), input.width());
    int[] taps = halve ? halvingTaps(input) : taps(input);
    int inputStride = (halve ? 4 : 1) * input.planeStride();
    int pixels = stripPixels();
    int all = output.height() * output.rowStride();
    int strips = (all + pixels - 1) / pixels;
    int groups = bias.length / channels;
    int wanted = UNITS_PER_THREAD * workspace.team().threads();
    int splits = Math.min(groups, (wanted + strips - 1) / strips);
    workspace
        .team()
        .run(
            (from, to, thread) -> {
              ConvolutionStrip strip = new ConvolutionStrip();
              strip.channels = channels;
              strip.weights = weights;
              strip.bias = bias;
              strip.taps = taps;
              strip.input = input.data();
              strip.inputStride = inputStride;
              strip.inputs = inputs;
              strip.output = output.data();
              strip.outputStride = output.planeStride();
              for (int unit = from; unit < to; unit++) {
                int first = unit / splits * pixels;
                int count = Math.min(pixels, all - first);
                int split = unit % splits;
                int offset = output.rowStride() + first;
                strip.inputFrom = input.planeBase(0) + offset;
                strip.pixels =
                    (count + ConvolutionStrip.PIXELS - 1)
                        / ConvolutionStrip.PIXELS
                        * ConvolutionStrip.PIXELS;
                strip.fromGroup = split * groups / splits;
                strip.toGroup = (split + 1) * groups / splits;
                strip.outputFrom = output.planeBase(0) + offset;
                workspace.kernels().convolve(strip);
              }
            },
            strips * splits,
            1);
    for (int channel = 0; channel < outputs; channel++) {
      output.clearBorder(channel);
    }
    return output;
  }

  private int stripPixels() {
    int pixels = STRIP_VALUES / inputs / ConvolutionStrip.PIXELS * ConvolutionStrip.PIXELS;
    return Math.max(ConvolutionStrip.PIXELS, Math.min(MAX_PIXELS, pixels));
  }

  private int[] taps(Planes input) {
    int[] taps = new int[kernel * kernel];
    for (int i = 0; i < taps.length; i++) {
      taps[i] = (i / kernel - kernel / 2) * input.rowStride() + i % kernel - kernel / 2;
    }
    return taps;
  }

  /**
   * Of even and odd rows and columns a plane each: what is two pixels apart in the image is one
   * apart there, so that stride 2 becomes stride 1.
   */
  private static Planes phases(Planes image) {
    Planes phases = Planes.zeros(4 * image.channels(), image.height() / 2, image.width() / 2);
    for (int plane = 0; plane < phases.channels(); plane++) {
      int down = plane % 4 / 2;
      int right = plane % 2;
      for (int row = 0; row < phases.height(); row++) {
        int from = image.index(plane / 4, 2 * row + down, right);
        int to = phases.index(plane, row, 0);
        for (int column = 0; column < phases.width(); column++) {
          phases.data()[to + column] = image.data()[from + 2 * column];
        }
      }
    }
    return phases;
  }

  private int[] halvingTaps(Planes phases) {
    int[] taps = new int[kernel * kernel];
    for (int i = 0; i < taps.length; i++) {
      int down = i / kernel;
      int right = i % kernel;
      int phase = down % 2 * 2 + right % 2;
      taps[i] = phase * phases.planeStride() + down / 2 * phases.rowStride() + right / 2;
    }
    return taps;
  }
}
