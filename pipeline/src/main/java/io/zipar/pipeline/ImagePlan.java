/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.Sampling;
import io.zipar.Visibility;
import java.util.ArrayList;
import java.util.List;

/**
 * The images to generate.
 *
 * @param images the images, at least one
 * @param grid their grid
 * @param guidance classifier-free guidance
 * @param sampling how tokens are picked
 * @param visibility which slots a query attends to
 * @param batch how many images go through the model together, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record ImagePlan(
    List<ImageRequest> images,
    Grid grid,
    Guidance guidance,
    Sampling sampling,
    Visibility visibility,
    int batch) {
  /** Copies the images. */
  public ImagePlan {
    images = List.copyOf(images);
  }

  /**
   * Lists images of several subjects: all of the first, then all of the second, and so on. Image i
   * has the seed {@code firstSeed + i}, so that each can be generated again alone.
   *
   * @param subjects what they show
   * @param count images of each subject
   * @param firstSeed the seed of the first image
   * @return the images
   */
  public static List<ImageRequest> images(
      List<? extends Conditioning> subjects, int count, long firstSeed) {
    List<ImageRequest> images = new ArrayList<>();
    for (Conditioning subject : subjects) {
      for (int i = 0; i < count; i++) {
        images.add(ImageRequest.of(subject, firstSeed + images.size()));
      }
    }
    return images;
  }

  /**
   * Other images, generated alike.
   *
   * @param changed the images, at least one
   * @return the plan
   */
  public ImagePlan with(List<ImageRequest> changed) {
    return new ImagePlan(changed, grid, guidance, sampling, visibility, batch);
  }

  /**
   * Splits the images into batches.
   *
   * @return one request for each batch, in order
   */
  public List<GenerationRequest> batches() {
    List<GenerationRequest> batches = new ArrayList<>();
    for (int first = 0; first < images.size(); first += batch) {
      List<ImageRequest> part = images.subList(first, Math.min(images.size(), first + batch));
      batches.add(GenerationRequest.of(grid, part).with(guidance).with(sampling).with(visibility));
    }
    return batches;
  }
}
