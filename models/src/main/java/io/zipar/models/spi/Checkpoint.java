/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.TensorStore;
import java.util.Objects;

/**
 * An open checkpoint: its tensors and what a configuration file says about them. The loader opens
 * and closes it.
 *
 * @param tensors the tensors, {@link TensorStore#describe()} telling where they come from
 * @param config the configuration, {@link ModelConfig#none()} where there is no file
 */
@ApiStatus.Experimental(since = "0.1")
public record Checkpoint(TensorStore tensors, ModelConfig config) {
  /** Checks that nothing is null. */
  public Checkpoint {
    Objects.requireNonNull(tensors, "tensors");
    Objects.requireNonNull(config, "config");
  }

  /**
   * Where the checkpoint comes from.
   *
   * @return for example a path, for errors
   */
  public String describe() {
    return tensors.describe();
  }
}
