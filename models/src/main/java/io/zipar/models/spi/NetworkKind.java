/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import java.util.Objects;

/**
 * What users of a family should know before they have a checkpoint.
 *
 * @param name of the networks, for example {@code LlamaGen c2i}
 * @param conditioning what an image is conditioned on, in a few words
 * @param grid the published grid
 * @param defaults the published settings
 */
@ApiStatus.Experimental(since = "0.1")
public record NetworkKind(
    String name, String conditioning, Grid grid, GenerationDefaults defaults) {
  /** Checks that nothing is null. */
  public NetworkKind {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(conditioning, "conditioning");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(defaults, "defaults");
  }
}
