/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.List;
import java.util.Objects;

/**
 * What {@link Generator#generate} is asked for: images of one grid, generated together as a batch.
 *
 * @param grid the grid of every image
 * @param images the images, at least one
 * @param guidance classifier-free guidance
 * @param sampling how tokens are picked
 * @param visibility which slots a query attends to
 */
@ApiStatus.Stable(since = "0.1")
public record GenerationRequest(
    Grid grid,
    List<ImageRequest> images,
    Guidance guidance,
    Sampling sampling,
    Visibility visibility) {
  /**
   * Copies the list and checks it.
   *
   * @throws InvalidInputException if there is no image
   */
  public GenerationRequest {
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(guidance, "guidance");
    Objects.requireNonNull(sampling, "sampling");
    Objects.requireNonNull(visibility, "visibility");
    images = List.copyOf(images);
    if (images.isEmpty()) {
      throw new InvalidInputException("a generation needs at least one image");
    }
  }

  /**
   * A request without guidance, with plain sampling and visibility {@link Visibility#WRITTEN}.
   *
   * @param grid the grid of every image
   * @param images the images, at least one
   * @return the request
   * @throws InvalidInputException if there is no image
   */
  public static GenerationRequest of(Grid grid, List<ImageRequest> images) {
    return new GenerationRequest(grid, images, Guidance.OFF, Sampling.PLAIN, Visibility.WRITTEN);
  }

  /**
   * The same request with other guidance.
   *
   * @param changed the new setting
   * @return a new request
   */
  public GenerationRequest with(Guidance changed) {
    return new GenerationRequest(grid, images, changed, sampling, visibility);
  }

  /**
   * The same request with other sampling.
   *
   * @param changed the new setting
   * @return a new request
   */
  public GenerationRequest with(Sampling changed) {
    return new GenerationRequest(grid, images, guidance, changed, visibility);
  }

  /**
   * The same request with another visibility.
   *
   * @param changed the new setting
   * @return a new request
   */
  public GenerationRequest with(Visibility changed) {
    return new GenerationRequest(grid, images, guidance, sampling, changed);
  }
}
