/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit;

import io.zipar.ApiStatus;
import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import java.util.stream.IntStream;

/** Requests for tests. */
@ApiStatus.Experimental(since = "0.1")
public final class Requests {
  private Requests() {}

  /**
   * Images of classes 0, 1, 2, ... with seeds {@code seed}, {@code seed + 1}, ...
   *
   * @param grid the grid
   * @param images number of images, at least 1
   * @param seed seed of the first
   * @return a request with plain sampling and no guidance
   */
  public static GenerationRequest of(Grid grid, int images, long seed) {
    return GenerationRequest.of(
        grid,
        IntStream.range(0, images)
            .mapToObj(i -> ImageRequest.of(new ClassLabel(i), seed + i))
            .toList());
  }

  /**
   * A request in which the same cells of all images are given.
   *
   * @param request what is asked for besides
   * @param given the cells, of its grid
   * @return it with them
   */
  public static GenerationRequest withGiven(GenerationRequest request, GivenCells given) {
    return request.with(request.images().stream().map(image -> image.withGiven(given)).toList());
  }
}
