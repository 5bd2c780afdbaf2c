/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The noise of one image: a pure function of the image's seed, a position, a draw and an index, so
 * that a token does not depend on when, in which batch or by which thread it was drawn. Immutable,
 * safe for several threads.
 *
 * <p>The generator behind it is SplitMix64's finalizer over a chain of the arguments; two different
 * arguments give values that are independent for all practical purposes.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Noise {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TO_UNIT = 0x1.0p-53;

  private final long seed;

  /**
   * The noise of a seed.
   *
   * @param seed any value
   */
  public Noise(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /**
   * A uniform number.
   *
   * @param position the position that it is for
   * @param draw which of several draws for this position; 0 is the one that picks the token
   * @param index which of several numbers of this draw, for example a token
   * @return a number strictly between 0 and 1, on a lattice of 2^-53
   */
  public double uniform(int position, int draw, int index) {
    return uniform(stream(position, draw), index);
  }

  /**
   * The common part of all numbers of one draw: lets a loop over many indices avoid repeated work.
   *
   * @param position the position
   * @param draw the draw
   * @return an opaque value for {@link #uniform(long, int)}
   */
  public long stream(int position, int draw) {
    return mix(mix(seed ^ position * GOLDEN_GAMMA) + (draw + 1L) * GOLDEN_GAMMA);
  }

  /**
   * A uniform number of a draw.
   *
   * @param stream from {@link #stream}
   * @param index which number of the draw
   * @return a number strictly between 0 and 1, on a lattice of 2^-53
   */
  public static double uniform(long stream, int index) {
    return ((mix(stream + index * GOLDEN_GAMMA) >>> 11) + 0.5) * TO_UNIT;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
