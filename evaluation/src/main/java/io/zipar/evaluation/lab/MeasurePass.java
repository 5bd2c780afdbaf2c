/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.FeatureNetwork;
import io.zipar.evaluation.FileIdentity;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.SceneClassifier;
import io.zipar.evaluation.TorchScriptFeatures;
import io.zipar.evaluation.experiment.Evaluator;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.experiment.PictureFeatures;
import io.zipar.evaluation.experiment.Reference;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.Need;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Setting;
import io.zipar.pipeline.UnusableSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what is kept, and generates nothing. What was measured in the same way before is not
 * measured again. The feature network and the reference are prepared for the first combination that
 * needs them. Used by one thread.
 */
final class MeasurePass implements AutoCloseable {
  private static final double LEVEL = 0.95;

  private final LabContext context;
  private final Experiment experiment;
  private final Measures measures;
  private final Planner planner;
  private final OpenGroup open;
  private final Map<Path, String> identities = new HashMap<>();
  private Optional<PictureFeatures> features = Optional.empty();
  private Optional<ReferenceFeatures> compared = Optional.empty();

  MeasurePass(
      LabContext context,
      Experiment experiment,
      Measures measures,
      Planner planner,
      OpenGroup open) {
    this.context = context;
    this.experiment = experiment;
    this.measures = measures;
    this.planner = planner;
    this.open = open;
  }

  /** Measures a combination whose images are all done, and names what was measured anew. */
  List<String> measure(PlannedCombination combination, CombinationFolder folder) {
    Map<Measure, JsonObject> wanted = new LinkedHashMap<>();
    for (Measure measure : measures.all()) {
      Optional<JsonObject> known = folder.measured(measure.name());
      JsonObject protocol = protocol(measure, combination);
      if (!known.map(json -> json.get("protocol")).filter(protocol::equals).isPresent()) {
        wanted.put(measure, protocol);
      }
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Integer> missing = folder.missing();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(missing.size() + " shards are not there to be measured");
    }
    Map<String, Estimate> found =
        estimates(combination, folder, new Measures(List.copyOf(wanted.keySet())));
    for (Map.Entry<Measure, JsonObject> each : wanted.entrySet()) {
      Measure measure = each.getKey();
      JsonObject result = new JsonObject();
      result.addProperty("measure", measure.name());
      result.addProperty("images", combination.shards().images());
      Optional.ofNullable(found.get(measure.name()))
          .filter(estimate -> Double.isFinite(estimate.value()))
          .ifPresent(
              estimate -> {
                result.addProperty("value", estimate.value());
                result.addProperty("low", estimate.low());
                result.addProperty("high", estimate.high());
              });
      result.add("protocol", each.getValue());
      folder.keepMeasured(measure.name(), result);
    }
    return wanted.keySet().stream().map(Measure::name).toList();
  }

  private Map<String, Estimate> estimates(
      PlannedCombination combination, CombinationFolder folder, Measures wanted) {
    ImagePlan plan = open.plan(combination);
    Pipeline pipeline = open.pipeline();
    if (!pipeline.paints()) {
      throw new UnusableSettingException(
          Setting.IMAGE_TOKENIZER,
          " is missing: pictures are measured, and this model paints none");
    }
    pipeline.load(plan);
    if (features.isEmpty() && usesNetwork(wanted)) {
      features = Optional.of(openFeatures(pipeline));
    }
    Evaluator evaluator =
        new Evaluator(
            pipeline,
            plan,
            wanted,
            features.orElseGet(
                () ->
                    new PictureFeatures(NoFeatures.INSTANCE, experiment.measures().pictureSize())),
            this::compared,
            bootstrap(),
            context.watch());
    return evaluator.measure(new KeptBatches(folder, plan), labelled());
  }

  private boolean usesNetwork(Measures wanted) {
    return wanted.all().stream()
        .anyMatch(
            measure ->
                measure.needs().contains(Need.FEATURES)
                    || measure.needs().contains(Need.PROBABILITIES) && labelled());
  }

  /** Whether a classifier could tell what the images are to show. */
  private boolean labelled() {
    return experiment.text().getAsJsonObject("images").has("classes");
  }

  private Bootstrap bootstrap() {
    return new Bootstrap(experiment.measures().resamples(), LEVEL, experiment.images().seed());
  }

  private PictureFeatures openFeatures(Pipeline pipeline) {
    MeasureSettings settings = experiment.measures();
    FeatureNetwork network =
        settings.features().isPresent()
            ? TorchScriptFeatures.open(
                settings.features().get(),
                new TorchScriptFeatures.Input(
                    settings.featureSize(), settings.featureRange(), settings.featureFlag()))
            : SceneClassifier.open(
                settings
                    .classifier()
                    .or(() -> pipeline.companion(SceneClassifier.FILE))
                    .orElseThrow(
                        () ->
                            new InvalidInputException(
                                "no "
                                    + SceneClassifier.FILE
                                    + " stands beside the model: give classifier or features in the"
                                    + " experiment")));
    return new PictureFeatures(network, settings.pictureSize());
  }

  private ReferenceFeatures compared() {
    if (compared.isEmpty()) {
      Reference reference = reference();
      reference.coverage().ifPresent(context.notices());
      compared = Optional.of(reference.load(features.orElseThrow(), context.watch()));
    }
    return compared.get();
  }

  private Reference reference() {
    MeasureSettings settings = experiment.measures();
    if (settings.reference().isEmpty() && !labelled()) {
      throw new InvalidInputException(
          "reference is missing in the experiment: prompts have no procedural pictures");
    }
    List<Integer> classes = settings.reference().isPresent() ? List.of() : open.classes();
    return new Reference(settings.reference(), settings.referenceCount(), classes);
  }

  /** All that a result depends on besides the tokens. */
  private JsonObject protocol(Measure measure, PlannedCombination combination) {
    MeasureSettings settings = experiment.measures();
    JsonObject protocol = new JsonObject();
    boolean network =
        measure.needs().contains(Need.FEATURES) || measure.needs().contains(Need.PROBABILITIES);
    if (network) {
      protocol.addProperty(
          "network",
          settings
              .features()
              .map(file -> "TorchScript " + identity(file))
              .or(() -> settings.classifier().map(file -> "classifier " + identity(file)))
              .orElse("the classifier beside model " + combination.weights()));
      protocol.addProperty(
          "range",
          settings.features().isPresent() ? settings.featureRange().toString() : "its own");
      protocol.addProperty(
          "side", settings.features().isPresent() ? settings.featureSize() + "" : "its own");
      protocol.addProperty("flag", settings.featureFlag());
      protocol.addProperty(
          "pictureSize",
          settings.pictureSize().isPresent() ? settings.pictureSize().getAsInt() + "" : "as it is");
    }
    if (measure.needs().contains(Need.FEATURES)) {
      protocol.addProperty(
          "reference",
          settings
              .reference()
              .map(path -> path + " " + identity(path))
              .orElse(settings.referenceCount() + " procedural pictures, held out"));
    }
    protocol.addProperty("images", combination.shards().images());
    protocol.addProperty(
        "interval",
        Math.round(100 * LEVEL)
            + "% bootstrap of "
            + settings.resamples()
            + " resamples within classes");
    protocol.addProperty("code", planner.measuringCode(measure.getClass()));
    return protocol;
  }

  /** Read once, however many measures and combinations name it: it may be a large folder. */
  private String identity(Path path) {
    return identities.computeIfAbsent(
        path,
        named ->
            Files.isDirectory(named) ? FileIdentity.ofCheckpoint(named) : FileIdentity.of(named));
  }

  @Override
  public void close() {
    features.ifPresent(PictureFeatures::close);
  }
}
