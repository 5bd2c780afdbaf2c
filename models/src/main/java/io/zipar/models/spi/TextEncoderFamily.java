/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;

/**
 * A family of text encoders: says what the network of a checkpoint is, and where its weights are. A
 * module provides {@code io.zipar.models.spi.TextEncoderFamily}.
 */
@ApiStatus.Experimental(since = "0.1")
public non-sealed interface TextEncoderFamily extends ModelFamily {
  /**
   * Describes the text encoder of a checkpoint and checks every weight.
   *
   * @param checkpoint an open checkpoint that {@link #recognises} accepted
   * @return network and weights; the weights are usable while the checkpoint is open
   * @throws io.zipar.InvalidInputException if a weight is missing or of the wrong shape, or the
   *     sizes cannot be told
   */
  TextEncoderParts read(Checkpoint checkpoint);
}
