/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import io.zipar.run.Generator;
import java.util.List;
import java.util.Objects;

/**
 * What {@link Generator#generate} is asked for: images of one grid, generated together as a batch.
 * An immutable value.
 */
@ApiStatus.Experimental(since = "0.1")
public final class GenerationRequest {
  private final Grid grid;
  private final List<ImageRequest> images;
  private final Guidance guidance;
  private final Sampling sampling;
  private final Visibility visibility;

  private GenerationRequest(
      Grid grid,
      List<ImageRequest> images,
      Guidance guidance,
      Sampling sampling,
      Visibility visibility) {
    this.grid = Objects.requireNonNull(grid, "grid");
    this.images = List.copyOf(images);
    this.guidance = Objects.requireNonNull(guidance, "guidance");
    this.sampling = Objects.requireNonNull(sampling, "sampling");
    this.visibility = Objects.requireNonNull(visibility, "visibility");
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
   * The same request for other images.
   *
   * @param changed the images, at least one
   * @return a new request
   * @throws InvalidInputException if there is no image
   */
  public GenerationRequest with(List<ImageRequest> changed) {
    return new GenerationRequest(grid, changed, guidance, sampling, visibility);
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

  /**
   * The grid of every image.
   *
   * @return the grid
   */
  public Grid grid() {
    return grid;
  }

  /**
   * What is generated.
   *
   * @return at least one image
   */
  public List<ImageRequest> images() {
    return images;
  }

  /**
   * Classifier-free guidance.
   *
   * @return the setting
   */
  public Guidance guidance() {
    return guidance;
  }

  /**
   * How tokens are picked.
   *
   * @return the setting
   */
  public Sampling sampling() {
    return sampling;
  }

  /**
   * Which slots are attended to.
   *
   * @return the setting
   */
  public Visibility visibility() {
    return visibility;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenerationRequest that
        && grid.equals(that.grid)
        && images.equals(that.images)
        && guidance.equals(that.guidance)
        && sampling.equals(that.sampling)
        && visibility == that.visibility;
  }

  @Override
  public int hashCode() {
    return Objects.hash(grid, images, guidance, sampling, visibility);
  }

  @Override
  public String toString() {
    return images.size() + " of " + grid + ", " + guidance + ", " + sampling + ", " + visibility;
  }
}
