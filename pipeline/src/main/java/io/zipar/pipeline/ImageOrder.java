/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.Conditioning;
import io.zipar.GenerationDefaults;
import io.zipar.GivenCells;
import io.zipar.Grid;
import io.zipar.ImageRequest;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The images that the user wants, as far as that can be said without the model.
 *
 * @param subjects what they show
 * @param count images of each subject
 * @param firstSeed the seed of the first image
 * @param size their size
 * @param settings guidance and sampling
 * @param visibility which slots a query attends to
 * @param completion pictures to complete, if there are any
 * @param batch how many images go through the model together, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record ImageOrder(
    List<Subject> subjects,
    int count,
    long firstSeed,
    ImageSize size,
    Settings settings,
    Visibility visibility,
    Optional<Completion> completion,
    int batch) {
  /** With guidance these are twice as many lanes, each with a KV cache of its own. */
  public static final int DEFAULT_BATCH = 8;

  private static final int MAX_IMAGES = 100_000;

  /**
   * Copies the subjects and checks the numbers.
   *
   * @throws InvalidInputException if count or batch are below 1, there are too many images, or
   *     pictures and subjects do not pair
   */
  public ImageOrder {
    subjects = List.copyOf(subjects);
    if (count < 1) {
      throw new UnusableSettingException(Setting.COUNT, " " + count + " is not at least 1");
    }
    int pictures = completion.map(each -> each.pictures().size()).orElse(1);
    if (pictures > 1 && subjects.size() > 1 && pictures != subjects.size()) {
      throw new UnusableSettingException(
          Setting.PICTURE,
          ": "
              + pictures
              + " pictures for "
              + subjects.size()
              + " classes or prompts: give one for all or one for each");
    }
    if ((long) count * Math.max(pictures, subjects.size()) > MAX_IMAGES) {
      throw new UnusableSettingException(
          Setting.COUNT, " " + count + ": more than " + MAX_IMAGES + " images in one run");
    }
    if (batch < 1) {
      throw new UnusableSettingException(Setting.BATCH, " " + batch + " is not at least 1");
    }
  }

  /**
   * One image of each subject, as the model is published.
   *
   * @param subjects what the images show
   * @return the order, with seeds from 0 on
   */
  public static ImageOrder of(Subject... subjects) {
    return new ImageOrder(
        List.of(subjects),
        1,
        0,
        new ImageSize.Own(),
        Settings.PUBLISHED,
        Visibility.WRITTEN,
        Optional.empty(),
        DEFAULT_BATCH);
  }

  /**
   * Sets the seed of the first image; each further one has the next.
   *
   * @param seed any
   * @return the order
   */
  public ImageOrder withSeed(long seed) {
    return new ImageOrder(subjects, count, seed, size, settings, visibility, completion, batch);
  }

  /**
   * Sets how many images of each subject there are.
   *
   * @param images at least 1
   * @return the order
   */
  public ImageOrder withCount(int images) {
    return new ImageOrder(
        subjects, images, firstSeed, size, settings, visibility, completion, batch);
  }

  /**
   * Sets the size.
   *
   * @param changed the size of all images
   * @return the order
   */
  public ImageOrder withSize(ImageSize changed) {
    return new ImageOrder(
        subjects, count, firstSeed, changed, settings, visibility, completion, batch);
  }

  /**
   * Sets guidance and sampling.
   *
   * @param changed what is given here, the model's own does not replace
   * @return the order
   */
  public ImageOrder withSettings(Settings changed) {
    return new ImageOrder(subjects, count, firstSeed, size, changed, visibility, completion, batch);
  }

  /**
   * Completes pictures in place of painting from nothing.
   *
   * @param pictures the pictures and what is kept of them
   * @return the order
   * @throws InvalidInputException if there are several subjects and another number of pictures
   */
  public ImageOrder withCompletion(Completion pictures) {
    return new ImageOrder(
        subjects, count, firstSeed, size, settings, visibility, Optional.of(pictures), batch);
  }

  /**
   * Completes the order.
   *
   * @param grid of the images
   * @param published settings of the model
   * @param conditioning makes one of a subject
   * @param given makes the given cells of each picture
   * @return the images
   */
  ImagePlan plan(
      Grid grid,
      GenerationDefaults published,
      Function<Subject, Conditioning> conditioning,
      Function<Completion, List<GivenCells>> given) {
    List<Conditioning> shown = subjects.stream().map(conditioning).toList();
    List<GivenCells> kept = completion.map(given).orElse(List.of(GivenCells.NONE));
    int groups = Math.max(shown.size(), kept.size());
    List<ImageRequest> images =
        ImagePlan.images(
            shown.size() < groups ? Collections.nCopies(groups, shown.get(0)) : shown,
            count,
            firstSeed);
    return new ImagePlan(
        IntStream.range(0, images.size())
            .mapToObj(i -> images.get(i).withGiven(kept.get(kept.size() == 1 ? 0 : i / count)))
            .toList(),
        grid,
        settings.guidance(published),
        settings.sampling(published),
        visibility,
        batch);
  }
}
