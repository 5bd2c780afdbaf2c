/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import java.util.List;
import java.util.function.Function;

/**
 * The images that the user wants, as far as that can be said without the model.
 *
 * @param subjects what they show
 * @param count images of each subject
 * @param firstSeed the seed of the first image
 * @param size their size
 * @param settings guidance and sampling
 * @param visibility which slots a query attends to
 * @param batch how many images go through the model together, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageOrder(
    List<Subject> subjects,
    int count,
    long firstSeed,
    SizeWish size,
    Settings settings,
    Visibility visibility,
    int batch) {
  private static final int MAX_IMAGES = 100_000;

  /**
   * Copies the subjects and checks the numbers.
   *
   * @throws InvalidInputException if count or batch are below 1 or there are too many images
   */
  public ImageOrder {
    subjects = List.copyOf(subjects);
    if (count < 1) {
      throw new InvalidInputException("--count " + count + " is not at least 1");
    }
    if ((long) count * subjects.size() > MAX_IMAGES) {
      throw new InvalidInputException(
          "--count " + count + ": more than " + MAX_IMAGES + " images in one run");
    }
    if (batch < 1) {
      throw new InvalidInputException("--batch " + batch + " is not at least 1");
    }
  }

  /**
   * Completes the order.
   *
   * @param grid of the images
   * @param published settings of the model
   * @param conditioning makes one of a subject
   * @return the images
   */
  ImagePlan plan(
      Grid grid, GenerationDefaults published, Function<Subject, Conditioning> conditioning) {
    return new ImagePlan(
        ImagePlan.images(subjects.stream().map(conditioning).toList(), count, firstSeed),
        grid,
        settings.guidance(published),
        settings.sampling(published),
        visibility,
        batch);
  }
}
