/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/**
 * Distances between tokens in buckets, each of which has a bias of its own (Raffel et al. 2020,
 * arXiv 1910.10683, section 2.1). One half of the buckets is for distances up to 0, the other for
 * those above. In each half the first half of the buckets holds one distance each; the others hold
 * ranges that grow with the logarithm, and the last all that is farther.
 *
 * @param count number of buckets, even, at least 4
 * @param farthest the distance from which on all are in the last bucket, more than a quarter of the
 *     buckets
 */
@ApiStatus.Experimental(since = "0.1")
public record PositionBuckets(int count, int farthest) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if they are outside their ranges
   */
  public PositionBuckets {
    if (count < 4 || count % 2 != 0 || farthest <= count / 4) {
      throw new IllegalArgumentException(
          count + " buckets up to distance " + farthest + ": at least 4, even, and farther apart");
    }
  }

  /**
   * Finds the bucket of a distance.
   *
   * @param distance position of the token attended to minus that of the attending token
   * @return from 0 to {@link #count} - 1
   */
  public int bucket(int distance) {
    int half = count / 2;
    int single = half / 2;
    int first = distance > 0 ? half : 0;
    int away = Math.abs(distance);
    if (away < single) {
      return first + away;
    }
    // In float32 and cut off, as the models were trained: at powers of two it decides.
    float share =
        (float) Math.log((float) away / single) / (float) Math.log((double) farthest / single);
    return first + Math.min(half - 1, single + (int) (share * (half - single)));
  }
}
