/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.List;
import java.util.Objects;

/**
 * What a run yielded.
 *
 * @param images the images in the order of the request
 * @param metrics what it cost
 * @param cancelled whether it was cancelled before the end: the images then hold what was done
 */
@ApiStatus.Experimental(since = "0.1")
public record GenerationResult(
    List<GeneratedImage> images, GenerationMetrics metrics, boolean cancelled) {
  /** Copies the list. */
  public GenerationResult {
    images = List.copyOf(images);
    Objects.requireNonNull(metrics, "metrics");
  }
}
