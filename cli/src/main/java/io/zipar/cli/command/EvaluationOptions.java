/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.Guidance;
import io.zipar.InvalidInputException;
import io.zipar.Visibility;
import io.zipar.evaluation.experiment.PaperTable;
import io.zipar.models.spi.PackagedModel;
import io.zipar.plugin.PluginChoice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what is generated to be measured. */
final class EvaluationOptions {
  private static final String SEQUENTIAL = "ntp";
  private static final List<Double> GUIDANCE = List.of(4.0);
  private static final List<Integer> PROCEDURAL = new LabelText().convert("0-9").all();

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
      converter = LabelText.class,
      description =
          "Class labels. Default: all of a model that comes with the program, else 0-9, the"
              + " procedural pictures.")
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

  /**
   * Writes them as members of an experiment's file.
   *
   * @param model the packaged model that is measured, if it is one
   * @throws InvalidInputException if one cannot be meant
   */
  void write(JsonObject experiment, Optional<PackagedModel> model) {
    if (table && (strategies != null || guidances != null || visibilities != null)) {
      throw new InvalidInputException(
          "--table brings its own strategies, guidance and visibility: leave those options out");
    }
    if (!table && strategies == null) {
      throw new InvalidInputException("--strategy is missing (or --table)");
    }
    List<Double> scales = table ? PaperTable.GUIDANCES : orElse(guidances, GUIDANCE);
    scales.forEach(Guidance::scale);
    JsonArray guidance = new JsonArray();
    scales.forEach(guidance::add);
    grid.grid().ifPresent(given -> ExperimentText.add(experiment, "grid", given));
    experiment.add("guidance", guidance);
    sampling.write(experiment);
    writeStrategies(experiment);
    experiment.add("images", images(labels(model)));
    experiment.addProperty("resamples", resamples);
  }

  /** Next-token prediction leaves no slot open, so that it has the first visibility alone. */
  private void writeStrategies(JsonObject experiment) {
    List<String> texts = table ? PaperTable.strategies() : strategies;
    List<String> seen =
        (table ? PaperTable.VISIBILITIES : orElse(visibilities, List.of(Visibility.WRITTEN)))
            .stream().map(each -> each.name().toLowerCase(Locale.ROOT)).distinct().toList();
    ExperimentText.add(experiment, "visibility", seen);
    ExperimentText.add(experiment, "strategy", texts);
    JsonArray exclude = new JsonArray();
    for (String text : texts.stream().distinct().toList()) {
      for (String visibility : seen.subList(1, seen.size())) {
        if (PluginChoice.parse(text).name().equals(SEQUENTIAL)) {
          JsonObject pattern = new JsonObject();
          pattern.addProperty("strategy", text);
          pattern.addProperty("visibility", visibility);
          exclude.add(pattern);
        }
      }
    }
    if (!exclude.isEmpty()) {
      experiment.add("exclude", exclude);
    }
  }

  private List<Integer> labels(Optional<PackagedModel> model) {
    return classes == null
        ? model.map(EvaluationOptions::labels).orElse(PROCEDURAL)
        : classes.stream().flatMap(each -> each.all().stream()).distinct().toList();
  }

  private static List<Integer> labels(PackagedModel model) {
    return IntStream.range(0, model.classNames().size()).boxed().toList();
  }

  private JsonObject images(List<Integer> labels) {
    if (imagesPerClass < 1) {
      throw new InvalidInputException(
          "--images-per-class " + imagesPerClass + " is not at least 1");
    }
    if ((long) imagesPerClass * labels.size() < 2) {
      throw new InvalidInputException(
          "--images-per-class " + imagesPerClass + ": fewer than two images have no statistics");
    }
    JsonObject images = new JsonObject();
    JsonArray array = new JsonArray();
    labels.forEach(array::add);
    images.add("classes", array);
    images.addProperty("count", imagesPerClass);
    images.addProperty("seed", seed);
    images.addProperty("batch", batch);
    return images;
  }

  private static <T> List<T> orElse(List<T> given, List<T> usual) {
    return given == null ? usual : given;
  }
}
