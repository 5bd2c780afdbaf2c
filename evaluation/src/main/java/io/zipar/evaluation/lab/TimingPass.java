/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.StrategyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Times the first batch of combinations that share a model: warm-up runs of each, then a run of
 * each in turn as often as is wanted, so that what the machine does besides slows all alike. Times
 * are kept for the machine that took them, and not taken again.
 */
final class TimingPass {
  static final String NAME = "timings";

  private final LabContext context;
  private final Timings timings;
  private final OpenGroup open;

  TimingPass(LabContext context, Timings timings, OpenGroup open) {
    this.context = context;
    this.timings = timings;
    this.open = open;
  }

  /** Times those that were not timed so often, and says how many that were. */
  int time(Map<PlannedCombination, CombinationFolder> combinations) {
    Map<PlannedCombination, List<StrategyResult>> runs = new LinkedHashMap<>();
    combinations.forEach(
        (combination, folder) -> {
          boolean timed =
              folder
                  .measured(NAME)
                  .filter(known -> known.get("repeats").getAsInt() >= timings.repeats())
                  .isPresent();
          if (!timed) {
            runs.put(combination, new ArrayList<>());
          }
        });
    Map<PlannedCombination, List<StrategyResult>> warm = new LinkedHashMap<>();
    runs.keySet().forEach(each -> warm.put(each, new ArrayList<>()));
    for (int i = 0; i < timings.warmUp(); i++) {
      warm.forEach((combination, results) -> results.add(run(combination)));
    }
    for (int i = 0; i < timings.repeats(); i++) {
      runs.forEach((combination, results) -> results.add(run(combination)));
    }
    runs.forEach(
        (combination, results) ->
            combinations
                .get(combination)
                .keepMeasured(NAME, json(combination, warm.get(combination), results)));
    return runs.size();
  }

  private StrategyResult run(PlannedCombination combination) {
    ImagePlan all = open.plan(combination);
    ImagePlan first = all.with(all.batches().get(0).images());
    return open.pipeline().run(first, combination.strategy(), context.watch());
  }

  private JsonObject json(
      PlannedCombination combination, List<StrategyResult> warm, List<StrategyResult> results) {
    JsonObject json = new JsonObject();
    json.addProperty("repeats", results.size());
    json.addProperty("warmUp", timings.warmUp());
    json.addProperty("images", results.get(0).images().size());
    json.addProperty("passes", results.get(0).metrics().forwardPasses());
    json.add("warmUpMs", millis(warm));
    json.add("batchMs", millis(results));
    json.add("environment", Environment.describe(open.pipeline(), open.plan(combination), context));
    return json;
  }

  private static JsonArray millis(List<StrategyResult> results) {
    JsonArray ms = new JsonArray();
    results.forEach(result -> ms.add(result.metrics().totalNanos() / 1e6));
    return ms;
  }
}
