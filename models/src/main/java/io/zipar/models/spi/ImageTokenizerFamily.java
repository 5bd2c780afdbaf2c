/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.models.network.ImageTokenizerNetwork;

/**
 * A family of image tokenizers: says what the network of a checkpoint is, and where its weights
 * are. A module provides {@code io.zipar.models.spi.ImageTokenizerFamily}.
 */
@ApiStatus.Experimental(since = "0.1")
public non-sealed interface ImageTokenizerFamily extends ModelFamily {
  /**
   * Describes the image tokenizer of a checkpoint and checks every weight.
   *
   * @param checkpoint an open checkpoint that {@link #recognises} accepted
   * @return the network; its weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing or of the wrong shape, or the
   *     configuration contradicts the weights
   */
  ImageTokenizerNetwork read(Checkpoint checkpoint);
}
