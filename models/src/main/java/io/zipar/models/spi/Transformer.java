/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.models.network.TransformerNetwork;
import io.zipar.models.network.TransformerWeights;
import java.util.Objects;

/**
 * A transformer as a family found it in a checkpoint.
 *
 * @param network what it is
 * @param weights its weights, usable while the checkpoint is open
 */
@ApiStatus.Experimental(since = "0.1")
public record Transformer(TransformerNetwork network, TransformerWeights weights) {
  /** Checks that both are there. */
  public Transformer {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(weights, "weights");
  }
}
