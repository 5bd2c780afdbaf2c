/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ClassLabel;
import io.zipar.GenerationDefaults;
import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ImageRow;
import io.zipar.evaluation.store.Shard;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.Progress;
import io.zipar.pipeline.Settings;
import io.zipar.pipeline.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model that some combinations share; opened for the first of them that needs it. Used by one
 * thread.
 */
final class OpenGroup implements AutoCloseable {
  private final LabContext context;
  private final Experiment experiment;
  private final List<PlannedCombination> group;
  private Optional<Pipeline> pipeline = Optional.empty();
  private final Map<String, Ready> ready = new HashMap<>();

  /** One image of each subject as the model is published, or why there is none, by grid. */
  private final Map<Optional<JsonElement>, Object> subjects = new HashMap<>();

  OpenGroup(LabContext context, Experiment experiment, List<PlannedCombination> group) {
    this.context = context;
    this.experiment = experiment;
    this.group = group;
  }

  /** Opens the model, and encodes all prompts before its weights are loaded. */
  Pipeline pipeline() {
    if (pipeline.isEmpty()) {
      Pipeline opened = Pipeline.open(group.get(0).model(), context.files());
      pipeline = Optional.of(opened);
      for (PlannedCombination each : group) {
        subjects.computeIfAbsent(
            each.values().value(Axis.GRID), grid -> subjects(opened, each.values()));
      }
    }
    return pipeline.get();
  }

  private Object subjects(Pipeline opened, AxisValues values) {
    ImageSet set = experiment.images();
    try {
      return opened.plan(
          ImageOrder.of(set.subjects().toArray(Subject[]::new))
              .withSize(AxisReader.size(values))
              .withSettings(Settings.PUBLISHED));
    } catch (InvalidInputException e) {
      return e;
    }
  }

  /**
   * All images of a combination.
   *
   * @throws InvalidInputException if the model cannot do it
   */
  ImagePlan plan(PlannedCombination combination) {
    pipeline();
    Object found = subjects.get(combination.values().value(Axis.GRID));
    if (found instanceof InvalidInputException problem) {
      throw problem;
    }
    ImagePlan published = (ImagePlan) found;
    GenerationDefaults defaults =
        new GenerationDefaults(published.guidance(), published.sampling());
    Settings settings = AxisReader.settings(combination.values());
    return ShardMaker.all(
        new ImagePlan(
            published.images(),
            published.grid(),
            settings.guidance(defaults),
            settings.sampling(defaults),
            AxisReader.visibility(combination.values()),
            experiment.images().batch()),
        experiment.images());
  }

  /** The classes that the images show, each once. */
  List<Integer> classes() {
    return plan(group.get(0)).images().stream()
        .map(image -> ((ClassLabel) image.conditioning()).label())
        .distinct()
        .toList();
  }

  /**
   * Checks what can be checked of a combination before its weights are loaded.
   *
   * @throws InvalidInputException if model, strategy and images do not go together
   */
  void require(PlannedCombination combination) {
    plan(combination);
    pipeline().requireFits(AxisReader.size(combination.values()), List.of(combination.strategy()));
  }

  /**
   * What makes the shards of a combination.
   *
   * @param maker makes them
   * @param environment where
   */
  record Ready(ShardMaker maker, JsonObject environment) {}

  /**
   * Loads what a combination needs. The first passes of the first combination run before its images
   * and are forgotten, so that the times of these are not those of a cold JVM.
   *
   * @throws InvalidInputException if model, strategy and images do not go together
   */
  Ready prepare(PlannedCombination combination) {
    Ready known = ready.get(combination.id());
    if (known != null) {
      return known;
    }
    ImagePlan plan = plan(combination);
    Pipeline opened = pipeline();
    require(combination);
    opened.load(plan);
    JsonObject environment = Environment.describe(opened, plan, context);
    if (ready.isEmpty()) {
      opened.warmUp(plan, combination.strategy(), context.watch());
    }
    ShardMaker maker =
        new ShardMaker(
            opened,
            combination.strategy(),
            plan,
            experiment.images(),
            combination.shards(),
            context.watch());
    Ready made = new Ready(maker, environment);
    ready.put(combination.id(), made);
    return made;
  }

  /**
   * Generates and keeps shards.
   *
   * @throws ZiparException if images fail; those that did not are kept
   */
  void generate(
      PlannedCombination combination, CombinationFolder folder, List<Integer> shards, String name) {
    Ready prepared = prepare(combination);
    begin(combination, folder, prepared.environment());
    Grid grid = prepared.maker().plan().grid();
    long tokens = shards.stream().mapToLong(shard -> combination.tokens(shard, grid)).sum();
    try (Progress.Task task = context.watch().progress().begin(name, tokens)) {
      for (int number : shards) {
        Shard shard = prepared.maker().make(number, task);
        folder.keep(number, shard);
        requireDone(shard);
      }
    }
  }

  /** Makes the folder of a combination ready for shards that were made somewhere. */
  static void begin(
      PlannedCombination combination, CombinationFolder folder, JsonObject environment) {
    requireAlike(folder, environment);
    folder.begin(combination.spec());
    folder.addEnvironment(environment);
  }

  /** Tokens of another precision are other tokens. */
  private static void requireAlike(CombinationFolder folder, JsonObject environment) {
    for (JsonObject before : folder.environments()) {
      if (!environment.get("dtype").equals(before.get("dtype"))) {
        throw new InvalidInputException(
            folder.path()
                + ": was begun in "
                + before.get("dtype")
                + " and would go on in "
                + environment.get("dtype")
                + ", which this machine suggests; give dtype in the experiment");
      }
    }
  }

  /**
   * Refuses a shard with failed images.
   *
   * @throws ZiparException what the first failed of
   */
  static void requireDone(Shard shard) {
    for (ImageRow row : shard.rows()) {
      if (row.state() == ImageRow.State.FAILED) {
        throw new ZiparException(
            "image " + row.image() + " (" + row.subject() + "): " + row.reason().orElse(""));
      }
    }
  }

  @Override
  public void close() {
    pipeline.ifPresent(Pipeline::close);
  }
}
