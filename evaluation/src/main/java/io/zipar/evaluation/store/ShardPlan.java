/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.store;

import io.zipar.ApiStatus;

/**
 * How the images of a combination are cut into shards: whole batches, at most some hundred images,
 * and several shards also where there are few images. Depends on its parts alone, so that every run
 * cuts alike.
 *
 * @param images how many images there are, at least 1
 * @param batch how many go through the model together, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record ShardPlan(int images, int batch) {
  private static final int MOST_IMAGES = 256;
  private static final int WANTED_SHARDS = 8;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public ShardPlan {
    if (images < 1 || batch < 1) {
      throw new IllegalArgumentException(images + " images in batches of " + batch);
    }
  }

  /**
   * How many images a shard holds; the last may hold fewer.
   *
   * @return a multiple of the batch
   */
  public int size() {
    int wanted = Math.min(MOST_IMAGES, (images + WANTED_SHARDS - 1) / WANTED_SHARDS);
    int batches = (wanted + batch - 1) / batch;
    return batches * batch > MOST_IMAGES && batches > 1 ? (batches - 1) * batch : batches * batch;
  }

  /**
   * How many shards there are.
   *
   * @return at least 1
   */
  public int count() {
    return (images + size() - 1) / size();
  }

  /**
   * The number of the first image of a shard.
   *
   * @param shard its number, from 0
   * @return the number, from 0
   */
  public int first(int shard) {
    return shard * size();
  }

  /**
   * How many images a shard holds.
   *
   * @param shard its number, from 0
   * @return at least 1
   */
  public int imagesOf(int shard) {
    return Math.min(images, first(shard) + size()) - first(shard);
  }
}
