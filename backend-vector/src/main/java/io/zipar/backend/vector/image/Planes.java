/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.image;

import io.zipar.backend.vector.kernel.ConvolutionStrip;
import java.util.Arrays;

/**
 * Channels x height x width values with a border of one zero on every side, so that a tap of a
 * convolution is a constant distance in memory and needs no case for the edges. Rows that follow
 * each other in a plane do so in memory; behind each plane is room for whole strips of pixels.
 *
 * @param channels number of planes
 * @param height rows without the border
 * @param width pixels of a row without the border
 * @param planeStride from one plane to the next
 * @param data the values; not copied
 */
record Planes(int channels, int height, int width, int planeStride, float[] data) {
  /** What the first tap of the first pixel may read before the first plane. */
  private static final int FRONT = 16;

  private static final int PIECE = 16;

  /** Zeros; there are planes for a full last group of output channels. */
  static Planes zeros(int channels, int height, int width) {
    int pieces = ((height + 2) * (width + 2) + ConvolutionStrip.PIXELS + PIECE - 1) / PIECE;
    // Odd, for planes a power of two apart would share the same few lines of the first cache.
    int stride = (pieces | 1) * PIECE;
    int planes = ConvolutionStrip.paddedChannels(channels);
    int behind = 2 * (width + 2) + 2 * ConvolutionStrip.PIXELS;
    int length = Math.addExact(Math.multiplyExact(planes, stride), FRONT + behind);
    return new Planes(channels, height, width, stride, new float[length]);
  }

  /** Planes without borders, one after another. */
  static Planes of(int channels, int height, int width, float[] values) {
    Planes planes = zeros(channels, height, width);
    for (int row = 0; row < channels * height; row++) {
      int to = planes.index(row / height, row % height, 0);
      System.arraycopy(values, row * width, planes.data, to, width);
    }
    return planes;
  }

  /** Copies without borders, plane after plane. */
  float[] toArray() {
    float[] values = new float[channels * height * width];
    for (int row = 0; row < channels * height; row++) {
      System.arraycopy(data, index(row / height, row % height, 0), values, row * width, width);
    }
    return values;
  }

  /** The sum with planes of the same size, in this object's memory. */
  Planes plus(Planes other) {
    for (int i = 0; i < data.length; i++) {
      data[i] += other.data[i];
    }
    return this;
  }

  int rowStride() {
    return width + 2;
  }

  /** Where a plane begins, border included. */
  int planeBase(int channel) {
    return FRONT + channel * planeStride;
  }

  int index(int channel, int row, int column) {
    return planeBase(channel) + (row + 1) * rowStride() + column + 1;
  }

  int pixels() {
    return height * width;
  }

  /** Makes the border of a plane zero again after whole strips were written. */
  void clearBorder(int channel) {
    int base = planeBase(channel);
    int stride = rowStride();
    Arrays.fill(data, base, base + stride, 0f);
    for (int row = 1; row <= height; row++) {
      data[base + row * stride] = 0f;
      data[base + row * stride + width + 1] = 0f;
    }
    Arrays.fill(data, base + (height + 1) * stride, base + planeStride, 0f);
  }
}
