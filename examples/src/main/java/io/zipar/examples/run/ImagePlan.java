/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.run;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.Sampling;
import io.zipar.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images to generate.
 *
 * @param images the images, at least one
 * @param grid their grid; absent for the model's own
 * @param guidance classifier-free guidance
 * @param sampling how tokens are picked
 * @param visibility which slots a query attends to
 * @param batch how many images go through the model together, at least 1
 */
public record ImagePlan(
    List<ImageRequest> images,
    Optional<Grid> grid,
    Guidance guidance,
    Sampling sampling,
    Visibility visibility,
    int batch) {
  private static final int MAX_IMAGES = 100_000;

  /**
   * Copies the images and checks the batch.
   *
   * @throws InvalidInputException if the batch is below 1
   */
  public ImagePlan {
    images = List.copyOf(images);
    if (batch < 1) {
      throw new InvalidInputException("--batch " + batch + " is not at least 1");
    }
  }

  /**
   * Lists images of several classes: all of the first class, then all of the second, and so on.
   * Image i has the seed {@code firstSeed + i}, so that each can be generated again alone.
   *
   * @param option the option that gave the count, for errors
   * @param classes the class labels
   * @param count images of each class
   * @param firstSeed the seed of the first image
   * @return the images
   * @throws InvalidInputException if there are none or too many
   */
  public static List<ImageRequest> ofClasses(
      String option, List<Integer> classes, int count, long firstSeed) {
    if (count < 1) {
      throw new InvalidInputException(option + " " + count + " is not at least 1");
    }
    if ((long) count * classes.size() > MAX_IMAGES) {
      throw new InvalidInputException(
          option + " " + count + ": more than " + MAX_IMAGES + " images in one run");
    }
    List<ImageRequest> images = new ArrayList<>();
    for (int label : classes) {
      for (int i = 0; i < count; i++) {
        images.add(new ImageRequest(new ClassLabel(label), firstSeed + images.size()));
      }
    }
    return images;
  }

  /**
   * Splits the images into batches.
   *
   * @param modelGrid the model's own grid
   * @return one request for each batch, in order
   */
  public List<GenerationRequest> batches(Grid modelGrid) {
    List<GenerationRequest> batches = new ArrayList<>();
    for (int first = 0; first < images.size(); first += batch) {
      List<ImageRequest> part = images.subList(first, Math.min(images.size(), first + batch));
      batches.add(
          new GenerationRequest(grid.orElse(modelGrid), part, guidance, sampling, visibility));
    }
    return batches;
  }
}
