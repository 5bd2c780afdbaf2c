/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.replay;

import io.zipar.ApiStatus;
import java.util.List;
import java.util.Objects;

/**
 * What became of one image. Immutable.
 *
 * @param subject what the image shows, in words
 * @param seed the seed of its noise
 * @param given a token for each cell in raster order, below 0 where none was given from the start;
 *     empty if none was given at all
 * @param passes the passes that worked on the image, in their order
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageTrace(String subject, long seed, List<Integer> given, List<TracedPass> passes) {
  /** Copies the lists. */
  public ImageTrace {
    Objects.requireNonNull(subject, "subject");
    given = List.copyOf(given);
    passes = List.copyOf(passes);
  }
}
