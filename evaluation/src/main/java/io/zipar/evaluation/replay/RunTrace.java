/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import java.util.List;
import java.util.Objects;

/**
 * What one strategy did, pass by pass, to the images of one run. Immutable.
 *
 * @param strategy the strategy as a user writes it
 * @param model what the model is called
 * @param grid the grid of every image
 * @param images one for each image, in the order of the run
 */
@ApiStatus.Experimental(since = "0.1")
public record RunTrace(String strategy, String model, Grid grid, List<ImageTrace> images) {
  /** Copies the images. */
  public RunTrace {
    Objects.requireNonNull(strategy, "strategy");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(grid, "grid");
    images = List.copyOf(images);
  }
}
