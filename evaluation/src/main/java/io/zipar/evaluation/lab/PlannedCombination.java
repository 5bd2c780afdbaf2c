/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.ShardPlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.StrategyChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A combination whose plugins were found.
 *
 * @param values its values
 * @param strategy the strategy
 * @param model the model on its backend
 * @param weights names the content of the model's files
 * @param likelihood the model that says how likely the tokens are; empty for the one that paints
 *     them
 * @param decides everything that decides the tokens
 * @param shards how its images are cut
 */
@ApiStatus.Experimental(since = "0.1")
public record PlannedCombination(
    AxisValues values,
    StrategyChoice strategy,
    ModelChoice model,
    String weights,
    Optional<PlannedModel> likelihood,
    JsonObject decides,
    ShardPlan shards) {
  /**
   * The name of its folder.
   *
   * @return 16 hexadecimal digits
   */
  public String id() {
    return ExperimentStore.id(decides);
  }

  CombinationFolder in(ExperimentStore store) {
    return store.combination(id(), shards);
  }

  /** How many tokens a shard has whose images have this grid. */
  long tokens(int shard, Grid grid) {
    return (long) shards.imagesOf(shard) * grid.cells();
  }

  /** What combinations share that can use one open model. */
  List<Optional<JsonElement>> opened() {
    return Arrays.asList(
        values.value(Axis.MODEL), values.value(Axis.BACKEND), values.value(Axis.DTYPE));
  }

  JsonObject spec() {
    JsonObject spec = new JsonObject();
    spec.addProperty("id", id());
    spec.add("values", values.json());
    spec.addProperty("images", shards.images());
    spec.addProperty("shards", shards.count());
    spec.add("decides", decides);
    return spec;
  }
}
