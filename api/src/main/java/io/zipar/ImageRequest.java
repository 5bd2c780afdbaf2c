/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Objects;

/**
 * One image to be generated. The noise of an image is a pure function of its seed and of positions:
 * the same request gives the same image in a batch of any size. An immutable value.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ImageRequest {
  private final Conditioning conditioning;
  private final long seed;

  private ImageRequest(Conditioning conditioning, long seed) {
    this.conditioning = Objects.requireNonNull(conditioning, "conditioning");
    this.seed = seed;
  }

  /**
   * An image of which nothing is given.
   *
   * @param conditioning what it shows
   * @param seed names the noise; any value
   * @return the request
   */
  public static ImageRequest of(Conditioning conditioning, long seed) {
    return new ImageRequest(conditioning, seed);
  }

  /**
   * What the image shows.
   *
   * @return the conditioning
   */
  public Conditioning conditioning() {
    return conditioning;
  }

  /**
   * What names the noise.
   *
   * @return any value
   */
  public long seed() {
    return seed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageRequest that
        && conditioning.equals(that.conditioning)
        && seed == that.seed;
  }

  @Override
  public int hashCode() {
    return Objects.hash(conditioning, seed);
  }

  @Override
  public String toString() {
    return conditioning.describe() + ", seed " + seed;
  }
}
