/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.models.network.TextEncoderNetwork;
import io.zipar.models.network.TextEncoderWeights;
import java.util.Objects;

/**
 * A text encoder as a family found it in a checkpoint.
 *
 * @param network what it is
 * @param weights its weights, usable while the checkpoint is open
 */
@ApiStatus.Experimental(since = "0.1")
public record TextEncoderParts(TextEncoderNetwork network, TextEncoderWeights weights) {
  /** Checks that both are there. */
  public TextEncoderParts {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(weights, "weights");
  }
}
