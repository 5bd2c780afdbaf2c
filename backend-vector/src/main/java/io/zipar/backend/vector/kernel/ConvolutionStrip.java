/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

/**
 * A run of pixels of some groups of output channels, computed from planes with borders in which a
 * tap of the kernel is a constant distance. Mutable so that one object serves many strips; used by
 * one thread.
 *
 * <p>A step is a tap and an input plane: those of the first tap, then those of the second, and so
 * on; {@link #paddedSteps} says with how many zeros they end.
 */
public final class ConvolutionStrip {
  /** Pixels are computed in multiples of this. */
  public static final int PIXELS = 32;

  private static final int UNEVEN = 4;
  private static final int[] WIDTHS = {4, 6};

  /** Output channels of a group, as the kernels want them. */
  public int channels;

  /** The first group. */
  public int fromGroup;

  /** The end of the groups, exclusive. */
  public int toGroup;

  /** For each group and step the weights of its output channels; zeros where there are none. */
  public float[] weights;

  /** The bias of each output channel of all groups. */
  public float[] bias;

  /** For each tap its distance from the pixel computed. */
  public int[] taps;

  /** The input planes. */
  public float[] input;

  /** Index of the first pixel in the first input plane. */
  public int inputFrom;

  /** From one input plane to the next. */
  public int inputStride;

  /** Number of input planes. */
  public int inputs;

  /** The output planes. */
  public float[] output;

  /** Index of the first pixel in the plane of the first channel of group 0. */
  public int outputFrom;

  /** From one output plane to the next. */
  public int outputStride;

  /** Number of pixels, a multiple of {@link #PIXELS}. */
  public int pixels;

  /** Memory that kernels use and enlarge as they like. */
  public float[] scratch = {};

  /** Creates an empty strip. */
  public ConvolutionStrip() {}

  /**
   * Counts the steps of all taps and planes, rounded up.
   *
   * @param taps number of taps
   * @param inputs number of input planes
   * @return a multiple of 4
   */
  public static int paddedSteps(int taps, int inputs) {
    return (taps * inputs + UNEVEN - 1) / UNEVEN * UNEVEN;
  }

  /**
   * Rounds output channels up: no kernels write to more planes.
   *
   * @param channels number of channels
   * @return at least as many as full groups have, whatever their width
   */
  public static int paddedChannels(int channels) {
    int most = channels;
    for (int width : WIDTHS) {
      most = Math.max(most, (channels + width - 1) / width * width);
    }
    return most;
  }
}
