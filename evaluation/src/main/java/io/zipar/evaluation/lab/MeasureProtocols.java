/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.evaluation.FileIdentity;
import io.zipar.evaluation.SceneClassifier;
import io.zipar.evaluation.experiment.Reference;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.Need;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Says in which way an experiment measures. The files that it names are read once, however many
 * measures and combinations rest on them. Used by one thread.
 */
final class MeasureProtocols {
  /** In the protocol of what needs likelihoods: the model that was asked. */
  static final String LIKELIHOOD = "likelihood";

  /** There: each model was asked about the tokens that it painted itself. */
  static final String OWN_LIKELIHOOD = "by the model that paints";

  private static final String TOKENIZER_FILES = "vq";

  private final Experiment experiment;
  private final Planner planner;
  private final Map<Path, String> identities = new HashMap<>();

  MeasureProtocols(Experiment experiment, Planner planner) {
    this.experiment = experiment;
    this.planner = planner;
  }

  /** All that a result depends on besides the tokens. */
  JsonObject of(Measure measure, PlannedCombination combination) {
    MeasureSettings settings = experiment.measures();
    JsonObject protocol = new JsonObject();
    boolean network =
        measure.needs().contains(Need.FEATURES) || measure.needs().contains(Need.PROBABILITIES);
    if (network) {
      protocol.addProperty(
          "network",
          settings
              .features()
              .map(file -> "file " + identity(file))
              .or(() -> settings.classifier().map(file -> "classifier " + identity(file)))
              .or(() -> planner.part(combination.model(), SceneClassifier.FILE::equals))
              .orElse("the classifier beside model " + combination.weights()));
      protocol.addProperty(
          "range",
          settings.features().isPresent()
              ? settings.featureRange() + "; of Inception tensors " + settings.protocol().range()
              : "its own");
      protocol.addProperty(
          "side", settings.features().isPresent() ? settings.featureSize() + "" : "its own");
      protocol.addProperty("flag", settings.featureFlag());
      protocol.addProperty("protocol", settings.protocol().name().toLowerCase(Locale.ROOT));
      protocol.addProperty("filter", settings.protocol().description());
      protocol.addProperty("precision", "features float32, statistics float64");
      protocol.addProperty(
          "pictureSize",
          settings.pictureSize().isPresent() ? settings.pictureSize().getAsInt() + "" : "as it is");
    }
    if (measure.needs().contains(Need.FEATURES)) {
      protocol.addProperty(
          "reference",
          settings
              .reference()
              .map(path -> path + " " + identity(Reference.existing(path)))
              .orElse(settings.referenceCount() + " procedural pictures, held out"));
    }
    if (measure.needs().contains(Need.LIKELIHOOD)) {
      protocol.addProperty(
          LIKELIHOOD, combination.likelihood().map(PlannedModel::weights).orElse(OWN_LIKELIHOOD));
    }
    protocol.addProperty("imageTokenizer", imageTokenizer(combination));
    protocol.addProperty("images", combination.shards().images());
    protocol.addProperty(
        "interval",
        Math.round(100 * MeasurePass.LEVEL)
            + "% bootstrap of "
            + settings.resamples()
            + " resamples within classes");
    protocol.addProperty("code", planner.measuringCode(measure.getClass()));
    return protocol;
  }

  /** Names what decodes the tokens of a combination. */
  String imageTokenizer(PlannedCombination combination) {
    return combination
        .model()
        .imageTokenizer()
        .map(this::identity)
        .or(() -> planner.part(combination.model(), file -> file.startsWith(TOKENIZER_FILES)))
        .orElse("beside model " + combination.weights());
  }

  /** Read once, however many measures and combinations name it: it may be a large folder. */
  private String identity(Path path) {
    return identities.computeIfAbsent(
        path,
        named ->
            Files.isDirectory(named) ? FileIdentity.ofCheckpoint(named) : FileIdentity.of(named));
  }
}
