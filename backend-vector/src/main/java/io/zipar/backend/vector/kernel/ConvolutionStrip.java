/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

/**
 * A run of pixels of four output channels, computed from planes with borders in which a tap of the
 * kernel is a constant distance. Mutable so that one object serves many strips; used by one thread.
 */
public final class ConvolutionStrip {
  /** Output channels of a strip. */
  public static final int CHANNELS = 4;

  /** Pixels are computed in multiples of this. */
  public static final int PIXELS = 32;

  /** For each tap and input channel the weights of the four output channels. */
  public float[] weights;

  /** Index of the first weight. */
  public int firstWeight;

  /** The bias of each output channel. */
  public float[] bias;

  /** Index of the first bias. */
  public int firstBias;

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

  /** Index of the first pixel in the first output plane. */
  public int outputFrom;

  /** From one output plane to the next. */
  public int outputStride;

  /** Number of pixels, a multiple of {@link #PIXELS}. */
  public int pixels;

  /** Creates an empty strip. */
  public ConvolutionStrip() {}
}
