/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.command;

import io.zipar.Grid;
import io.zipar.Visibility;
import io.zipar.examples.run.ImagePlan;
import io.zipar.examples.run.ModelChoice;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which images to generate. */
final class ImageOptions {
  /** With guidance these are twice as many lanes, each with a KV cache of its own. */
  private static final String DEFAULT_BATCH = "8";

  @Option(
      names = "--class",
      paramLabel = "LABEL|NAME",
      required = true,
      split = ",",
      description =
          "Class of an image: its label, or its name where the model has names; several give"
              + " several images.")
  private List<String> classes;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images of each class. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Seed of the first image; each further image has the next one, which alone reproduces"
              + " it. Default: ${DEFAULT-VALUE}.")
  private long seed;

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

  @Option(
      names = "--grid",
      paramLabel = "ROWSxCOLUMNS",
      converter = GridText.class,
      description = "Token grid. Default: the model's own.")
  private Grid grid;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = DEFAULT_BATCH,
      description =
          "How many images go through the model together at most; the tokens do not depend on it."
              + " Default: ${DEFAULT-VALUE}.")
  private int batch;

  ImagePlan plan(ModelChoice choice) {
    return new ImagePlan(
        ImagePlan.ofClasses("--count", classes.stream().map(choice::label).toList(), count, seed),
        Optional.ofNullable(grid),
        guidance.guidance(),
        sampling.sampling(),
        visibility,
        batch);
  }
}
