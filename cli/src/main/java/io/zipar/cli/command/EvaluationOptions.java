/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.ClassLabel;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.experiment.Combination;
import io.zipar.evaluation.experiment.PaperTable;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImageSize;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is generated to be measured. */
final class EvaluationOptions {
  private static final double LEVEL = 0.95;
  private static final List<Double> GUIDANCE = List.of(4.0);

  @Option(
      names = "--strategy",
      paramLabel = "NAME[:OPTIONS]",
      description = "Decoding strategy, given several times; see 'zipar strategies'.")
  private List<String> strategies;

  @Option(
      names = {"--guidance", "--cfg"},
      paramLabel = "SCALE",
      split = ",",
      description = "Scale of classifier-free guidance, may be several. Default: 4.0.")
  private List<Double> guidances;

  @Option(
      names = "--visibility",
      paramLabel = "written|all",
      split = ",",
      description =
          "Which slots of the KV cache a query attends to, may be both. Default: written.")
  private List<Visibility> visibilities;

  @Option(
      names = "--table",
      description =
          "Measure the paper's table: ntp and zipar with windows 16, 12, 8, 4 and 2, both first"
              + " rows, both visibilities, guidance 1, 2 and 4.")
  private boolean table;

  @Option(
      names = "--class",
      paramLabel = "LABEL|FROM-TO",
      split = ",",
      defaultValue = "0-9",
      converter = LabelText.class,
      description = "Class labels. Default: ${DEFAULT-VALUE}, the procedural pictures.")
  private List<LabelText.Labels> classes;

  @Option(
      names = "--images-per-class",
      paramLabel = "N",
      defaultValue = "20",
      description = "Images of each class and combination. Default: ${DEFAULT-VALUE}.")
  private int imagesPerClass;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Seed of the first image, each further one has the next; the same for every"
              + " combination. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private SamplingOptions sampling;

  @Mixin private GridOptions grid;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many images go through the model together. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "200",
      description = "Resamples of the bootstrap intervals. Default: ${DEFAULT-VALUE}.")
  private int resamples;

  ImageOrder order() {
    List<Subject> subjects =
        classes().stream().<Subject>map(label -> new Subject.Given(new ClassLabel(label))).toList();
    if (imagesPerClass < 1) {
      throw new InvalidInputException(
          "--images-per-class " + imagesPerClass + " is not at least 1");
    }
    if ((long) imagesPerClass * subjects.size() < 2) {
      throw new InvalidInputException(
          "--images-per-class " + imagesPerClass + ": fewer than two images have no statistics");
    }
    return new ImageOrder(
        subjects,
        imagesPerClass,
        seed,
        grid.grid().<ImageSize>map(ImageSize.Tokens::new).orElseGet(ImageSize.Own::new),
        sampling.settings(Optional.empty()),
        Visibility.WRITTEN,
        Optional.empty(),
        batch);
  }

  List<Integer> classes() {
    return classes.stream().flatMap(labels -> labels.all().stream()).distinct().toList();
  }

  int imagesPerClass() {
    return imagesPerClass;
  }

  long seed() {
    return seed;
  }

  Bootstrap bootstrap() {
    return new Bootstrap(resamples, LEVEL, seed);
  }

  List<Combination> combinations(Function<String, StrategyChoice> parser) {
    if (table && (strategies != null || guidances != null || visibilities != null)) {
      throw new InvalidInputException(
          "--table brings its own strategies, guidance and visibility: leave those options out");
    }
    if (!table && strategies == null) {
      throw new InvalidInputException("--strategy is missing (or --table)");
    }
    List<String> texts = table ? PaperTable.strategies() : strategies;
    List<Double> scales = table ? PaperTable.GUIDANCES : orElse(guidances, GUIDANCE);
    scales.forEach(Guidance::scale);
    return Combination.all(
        texts.stream().map(parser).toList(),
        scales,
        table ? PaperTable.VISIBILITIES : orElse(visibilities, List.of(Visibility.WRITTEN)));
  }

  private static <T> List<T> orElse(List<T> given, List<T> usual) {
    return given == null ? usual : given;
  }
}
