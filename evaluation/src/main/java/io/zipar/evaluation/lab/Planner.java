/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.FileIdentity;
import io.zipar.evaluation.json.Fields;
import io.zipar.evaluation.store.ShardPlan;
import io.zipar.models.spi.PackagedModel;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.Catalog;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.run.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds what the combinations of an experiment name, and names each by all that decides its tokens.
 * No weights are loaded, but the files of models are read. Used by one thread.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Planner {
  /** Changes when images get other seeds. */
  private static final String SEED_RULE = "image i of the list has the seed of the first plus i";

  private final Catalog catalog;
  private final CodeIdentity code = new CodeIdentity();
  private final ModelContent models;

  /**
   * Creates a planner.
   *
   * @param catalog the strategies and backends that there are
   * @param files where models come from
   */
  public Planner(Catalog catalog, ModelFiles files) {
    this.catalog = catalog;
    this.models = new ModelContent(files);
  }

  /**
   * Plans an experiment.
   *
   * @param experiment what its file says
   * @return its combinations, in order
   * @throws io.zipar.InvalidInputException if it names a strategy, a backend, an option or a model
   *     that there is not
   */
  public List<PlannedCombination> plan(Experiment experiment) {
    List<PlannedCombination> planned = new ArrayList<>();
    JsonObject images = images(experiment);
    for (AxisValues values : experiment.combinations()) {
      StrategyChoice strategy =
          StrategyChoice.parse(values.text(Axis.STRATEGY), catalog.strategies());
      BackendChoice backend = backend(values);
      ModelChoice model = model(experiment, backend, values.value(Axis.MODEL));
      String weights = models.of(model);
      Optional<ModelChoice> asked =
          experiment
              .measures()
              .likelihood()
              .map(named -> model(experiment, backend, Optional.of(named)));
      planned.add(
          new PlannedCombination(
              values,
              strategy,
              model,
              weights,
              asked.map(choice -> new PlannedModel(choice, models.of(choice))),
              decides(values, strategy, model, weights, images),
              new ShardPlan(experiment.images().size(), experiment.images().batch())));
    }
    return planned;
  }

  private BackendChoice backend(AxisValues values) {
    Map<String, String> shortcuts =
        values.value(Axis.DTYPE).isPresent() ? Map.of("dtype", values.text(Axis.DTYPE)) : Map.of();
    String backend =
        values.value(Axis.BACKEND).map(JsonElement::getAsString).orElse(BackendChoice.AUTO);
    return BackendChoice.parse(backend, shortcuts, catalog.backends());
  }

  private static ModelChoice model(
      Experiment experiment, BackendChoice backend, Optional<JsonElement> named) {
    ModelChoice choice = ModelChoice.on(backend);
    if (named.isEmpty()) {
      return choice;
    }
    JsonElement value = named.get();
    if (!value.isJsonObject()) {
      return choice.with(experiment.resolve(value.getAsString()).toString());
    }
    Fields model = new Fields("model", value.getAsJsonObject());
    if (model.text("path").isPresent()) {
      choice = choice.with(experiment.resolve(model.text("path").get()).toString());
    }
    if (model.text("imageTokenizer").isPresent()) {
      choice = choice.withImageTokenizer(experiment.resolve(model.text("imageTokenizer").get()));
    }
    if (model.text("architecture").isPresent()) {
      choice = choice.withArchitecture(model.text("architecture").get());
    }
    return choice.withOptions(AxisReader.options(model));
  }

  private static JsonObject images(Experiment experiment) {
    ImageSet set = experiment.images();
    JsonObject images = new JsonObject();
    JsonArray subjects = new JsonArray();
    set.names().forEach(subjects::add);
    images.add("subjects", subjects);
    JsonObject contents = new JsonObject();
    new TreeMap<>(set.files())
        .forEach((name, path) -> contents.addProperty(name, FileIdentity.ofCheckpoint(path)));
    images.add("files", contents);
    images.addProperty(
        "negativePrompt",
        new Fields("images", experiment.text().getAsJsonObject("images"))
            .text("negativePrompt")
            .orElse("as published"));
    images.addProperty("count", set.count());
    images.addProperty("firstSeed", set.seed());
    images.addProperty("seedRule", SEED_RULE);
    images.addProperty("batch", set.batch());
    return images;
  }

  private JsonObject decides(
      AxisValues values,
      StrategyChoice strategy,
      ModelChoice model,
      String weights,
      JsonObject images) {
    JsonObject decides = new JsonObject();
    decides.addProperty("weights", weights);
    decides.addProperty("architecture", model.architecture().orElse("as the files say"));
    decides.addProperty("modelOptions", new TreeMap<>(model.options()).toString());
    decides.addProperty("backend", model.backend().backend().name());
    decides.addProperty(
        "backendOptions", new TreeMap<>(model.backend().options().asMap()).toString());
    decides.addProperty("dtype", values.value(Axis.DTYPE).map(Axis::text).orElse("chosen"));
    decides.addProperty("strategy", strategy.strategy().name());
    decides.addProperty("strategyOptions", new TreeMap<>(strategy.options().asMap()).toString());
    for (Axis axis : List.of(Axis.GRID, Axis.GUIDANCE, Axis.SAMPLING)) {
      decides.addProperty(
          axis.toString(), values.value(axis).map(JsonElement::toString).orElse("as published"));
    }
    decides.addProperty("visibility", AxisReader.visibility(values).name());
    decides.add("images", images);
    decides.addProperty(
        "code",
        code.of(
            Generator.class,
            PackagedModel.class,
            Pipeline.class,
            strategy.strategy().getClass(),
            model.backend().backend().getClass()));
    return decides;
  }

  /** Names what belongs to a model by its content, where it has such files. */
  Optional<String> part(ModelChoice model, Predicate<String> files) {
    return models.part(model, files);
  }

  /** Names the code that measures. */
  String measuringCode(Class<?> measure) {
    return code.of(Planner.class, measure);
  }
}
