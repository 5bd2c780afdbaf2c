/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImageSize;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which images to generate. */
final class ImageOptions {
  /** With guidance these are twice as many lanes, each with a KV cache of its own. */
  private static final String DEFAULT_BATCH = "8";

  @Mixin private SubjectOptions subjects;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images of each class or prompt. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Seed of the first image; each further image has the next one, which alone reproduces"
              + " it. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private CompletionOptions completion;
  @Mixin private GuidanceOptions guidance;
  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--visibility",
      paramLabel = "written|all",
      defaultValue = "written",
      description =
          "Which slots of the KV cache a query attends to: those that hold a token, or all up to"
              + " its own as the authors' code does. Default: ${DEFAULT-VALUE}.")
  private Visibility visibility;

  @Mixin private GridOptions grid;

  @Option(
      names = "--size",
      paramLabel = "WIDTHxHEIGHT",
      converter = SizeText.Pixels.class,
      description = "Pixels of the pictures, in place of --grid.")
  private ImageSize size;

  @Option(
      names = "--ratio",
      paramLabel = "WIDTH:HEIGHT",
      converter = SizeText.Ratio.class,
      description =
          "Aspect ratio, in place of --grid; the model's family says what area goes with it.")
  private ImageSize ratio;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = DEFAULT_BATCH,
      description =
          "How many images go through the model together at most; the tokens do not depend on it."
              + " Default: ${DEFAULT-VALUE}.")
  private int batch;

  ImageOrder order() {
    return new ImageOrder(
        subjects.subjects(),
        count,
        seed,
        size(),
        sampling.settings(guidance.choice()),
        visibility,
        completion.completion(),
        batch);
  }

  private ImageSize size() {
    List<ImageSize> given =
        Stream.of(grid.grid().map(ImageSize.Tokens::new).orElse(null), size, ratio)
            .filter(Objects::nonNull)
            .toList();
    if (given.size() > 1) {
      throw new InvalidInputException("give only one of --grid, --size and --ratio");
    }
    return given.isEmpty() ? new ImageSize.Own() : given.get(0);
  }
}
