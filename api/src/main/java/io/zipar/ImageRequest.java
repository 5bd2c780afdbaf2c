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
  private final GivenCells given;

  private ImageRequest(Conditioning conditioning, long seed, GivenCells given) {
    this.conditioning = Objects.requireNonNull(conditioning, "conditioning");
    this.seed = seed;
    this.given = Objects.requireNonNull(given, "given");
  }

  /**
   * An image of which nothing is given.
   *
   * @param conditioning what it shows
   * @param seed names the noise; any value
   * @return the request
   */
  public static ImageRequest of(Conditioning conditioning, long seed) {
    return new ImageRequest(conditioning, seed, GivenCells.NONE);
  }

  /**
   * The same image with other cells known from the start.
   *
   * @param changed the given cells
   * @return a new request
   */
  public ImageRequest withGiven(GivenCells changed) {
    return new ImageRequest(conditioning, seed, changed);
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

  /**
   * The cells that are known from the start.
   *
   * @return none, unless it was said otherwise
   */
  public GivenCells given() {
    return given;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageRequest that
        && conditioning.equals(that.conditioning)
        && seed == that.seed
        && given.equals(that.given);
  }

  @Override
  public int hashCode() {
    return Objects.hash(conditioning, seed, given);
  }

  @Override
  public String toString() {
    return conditioning.describe() + ", seed " + seed + ", " + given;
  }
}
