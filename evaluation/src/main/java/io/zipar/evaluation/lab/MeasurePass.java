/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.Estimate;
import io.zipar.evaluation.FeatureStatistics;
import io.zipar.evaluation.ReferenceFeatures;
import io.zipar.evaluation.StatisticsFile;
import io.zipar.evaluation.experiment.Evaluator;
import io.zipar.evaluation.experiment.MeasuredRow;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.experiment.PictureFeatures;
import io.zipar.evaluation.experiment.RealPictures;
import io.zipar.evaluation.experiment.Reference;
import io.zipar.evaluation.spi.Measure;
import io.zipar.evaluation.spi.Need;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Setting;
import io.zipar.pipeline.UnusableSettingException;
import io.zipar.pipeline.output.StagedOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures what is kept, and generates nothing. What was measured in the same way before is not
 * measured again. Used by one thread.
 */
final class MeasurePass {
  static final double LEVEL = 0.95;

  /** In what is kept of a measure: why it has no value. */
  static final String NO_VALUE = "noValue";

  private final LabContext context;
  private final Experiment experiment;
  private final Measures measures;
  private final MeasureProtocols protocols;
  private final OpenGroup open;
  private final OpenFeatures features;
  private final LikelihoodModels likelihoods;

  MeasurePass(
      LabContext context,
      Experiment experiment,
      Measures measures,
      MeasureProtocols protocols,
      OpenGroup open,
      OpenFeatures features,
      LikelihoodModels likelihoods) {
    this.context = context;
    this.experiment = experiment;
    this.measures = measures;
    this.protocols = protocols;
    this.open = open;
    this.features = features;
    this.likelihoods = likelihoods;
  }

  /** Those that were not measured yet in this way, and the ways. */
  Map<Measure, JsonObject> wanted(PlannedCombination combination, CombinationFolder folder) {
    Map<Measure, JsonObject> wanted = new LinkedHashMap<>();
    for (Measure measure : measures.all()) {
      Optional<JsonObject> known = folder.measured(measure.name());
      JsonObject protocol = protocols.of(measure, combination);
      if (!known.map(json -> json.get("protocol")).filter(protocol::equals).isPresent()) {
        wanted.put(measure, protocol);
      }
    }
    return wanted;
  }

  /**
   * Checks before anything is generated that it could be measured.
   *
   * @throws InvalidInputException if the model paints nothing, or the network or the reference
   *     cannot be used
   */
  void require() {
    requirePaints();
    if (measures.need(Need.FEATURES)) {
      Reference reference = reference();
      reference.coverage();
      features.of(open.pipeline());
      if (reference.path().filter(Files::isRegularFile).isPresent()) {
        features.of(open.pipeline(), reference);
      }
    } else if (usesNetwork(measures)) {
      features.of(open.pipeline());
    }
  }

  private void requirePaints() {
    if (!open.pipeline().paints()) {
      throw new UnusableSettingException(
          Setting.IMAGE_TOKENIZER,
          " is missing: pictures are measured, and this model paints none");
    }
  }

  /**
   * Checks that the images are such as the classifier knows, and what they are compared with by
   * default: pictures.
   *
   * @throws InvalidInputException if they are videos, and the experiment names no other features
   */
  void require(PlannedCombination combination) {
    Grid grid = open.plan(combination).grid();
    boolean isFitted = experiment.measures().features().isPresent() || !usesNetwork(measures);
    if (grid.frames() > 1 && !isFitted) {
      throw new InvalidInputException(
          "grid "
              + grid
              + ": videos are no procedural pictures; measure passes, reduction, seconds and nll,"
              + " or give features and a reference of strips");
    }
    if (measures.need(Need.LIKELIHOOD)) {
      likelihoods.of(combination, open.pipeline());
    }
  }

  /** Measures a combination whose images are all done, and names what was measured anew. */
  List<String> measure(PlannedCombination combination, CombinationFolder folder) {
    Map<Measure, JsonObject> wanted = wanted(combination, folder);
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Integer> missing = folder.missing();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(missing.size() + " shards are not there to be measured");
    }
    ImagePlan plan = open.plan(combination);
    KeptBatches batches = new KeptBatches(folder, plan);
    Measures toMeasure = new Measures(List.copyOf(wanted.keySet()));
    Evaluator evaluator = evaluator(combination, plan, toMeasure);
    if (toMeasure.need(Need.LIKELIHOOD)) {
      LikelihoodModels.requireSameTokens(
          evaluator.likelihood().get(), open.pipeline(), batches.iterator().next().images().get(0));
    }
    Map<String, Estimate> found = evaluator.measure(batches, labelled());
    Map<String, List<String>> without = new LinkedHashMap<>();
    for (Map.Entry<Measure, JsonObject> each : wanted.entrySet()) {
      Measure measure = each.getKey();
      JsonObject result = new JsonObject();
      result.addProperty("measure", measure.name());
      result.addProperty("images", combination.shards().images());
      Estimate estimate = found.getOrDefault(measure.name(), Estimate.NONE);
      if (Double.isFinite(estimate.value())) {
        result.addProperty("value", estimate.value());
        result.addProperty("low", estimate.low());
        result.addProperty("high", estimate.high());
      } else {
        result.addProperty(NO_VALUE, whyNone(measure));
        without.computeIfAbsent(whyNone(measure), key -> new ArrayList<>()).add(measure.name());
      }
      result.add("protocol", each.getValue());
      folder.keepMeasured(measure.name(), result);
    }
    without.forEach(
        (why, names) ->
            context.notices().accept("no value of " + String.join(", ", names) + ": " + why));
    return wanted.keySet().stream().map(Measure::name).toList();
  }

  private String whyNone(Measure measure) {
    boolean isSaved = experiment.measures().reference().filter(Files::isRegularFile).isPresent();
    return isSaved && measure.needs().contains(Need.FEATURES)
        ? "the reference is saved statistics and holds no single pictures; give a folder of pictures"
        : "this model and these images have none";
  }

  /** The rows of as many procedural pictures as the combination has images. */
  List<MeasuredRow> heldOut(PlannedCombination combination) {
    Evaluator evaluator = evaluator(combination, open.plan(combination), measures);
    return new RealPictures(evaluator, open.classes()).measure();
  }

  /** How each measure measures a combination. */
  JsonObject allProtocols(PlannedCombination combination) {
    JsonObject all = new JsonObject();
    measures.all().forEach(measure -> all.add(measure.name(), protocols.of(measure, combination)));
    return all;
  }

  /** Writes the statistics of the reference, prepared as for this group. */
  void saveStatistics(Path file) {
    FeatureStatistics saved = compared().statistics();
    String network = features.of(open.pipeline()).toString();
    try (StagedOutput output = new StagedOutput()) {
      Path target = output.addFile("saveStatistics", file);
      output.write(target, new StatisticsFile(saved, Optional.of(network))::write);
      output.commit();
    }
  }

  private Evaluator evaluator(PlannedCombination combination, ImagePlan plan, Measures wanted) {
    requirePaints();
    Pipeline pipeline = open.pipeline();
    pipeline.load(plan);
    return new Evaluator(
        pipeline,
        plan,
        wanted,
        usesNetwork(wanted)
            ? features.of(pipeline)
            : new PictureFeatures(
                NoFeatures.INSTANCE,
                experiment.measures().pictureSize(),
                experiment.measures().protocol()),
        this::compared,
        new Bootstrap(experiment.measures().resamples(), LEVEL, experiment.images().seed()),
        () -> likelihoods.of(combination, pipeline),
        context.watch());
  }

  private boolean usesNetwork(Measures wanted) {
    return wanted.need(Need.FEATURES) || wanted.need(Need.PROBABILITIES) && labelled();
  }

  /** Whether a classifier could tell what the images are to show. */
  private boolean labelled() {
    return experiment.text().getAsJsonObject("images").has("classes");
  }

  private ReferenceFeatures compared() {
    return features.of(open.pipeline(), reference());
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
}
