/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/** How the images of a strategy relate to those of next-token prediction on the same model. */
@ApiStatus.Experimental(since = "0.1")
public enum Exactness {
  /** The same tokens with the same seed, greedy or sampled. */
  SAME_TOKENS,
  /**
   * The same joint distribution over images, so the same tokens under greedy sampling; with one
   * seed the tokens may differ.
   */
  SAME_DISTRIBUTION,
  /** Another distribution, close to it where the model's dependences are as the strategy hopes. */
  APPROXIMATE
}
