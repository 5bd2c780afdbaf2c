/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.spi;

import io.zipar.ApiStatus;
import io.zipar.GenerationResult;
import io.zipar.evaluation.Estimate;

/** Measures one set of images. Used by one thread. */
@ApiStatus.Experimental(since = "0.1")
public interface Meter {
  /**
   * Takes an image in.
   *
   * @param sample the image, with what the measure needs
   */
  default void add(Sample sample) {}

  /**
   * Takes a batch in, if {@link Need#BATCHES} is needed; before its images.
   *
   * @param batch passes, times and tokens
   */
  default void addBatch(GenerationResult batch) {}

  /**
   * The value and its interval.
   *
   * @return an estimate; where its value is not finite, the set has none
   */
  Estimate estimate();
}
