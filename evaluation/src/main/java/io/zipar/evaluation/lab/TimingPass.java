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
import java.util.function.BiPredicate;

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

  /**
   * Times those that were not timed so often, and says how many that were.
   *
   * @param attempt does something for a combination, and tells whether that went well; one that
   *     fails is not timed any further
   */
  int time(
      Map<PlannedCombination, CombinationFolder> combinations,
      BiPredicate<PlannedCombination, Runnable> attempt) {
    Map<PlannedCombination, List<StrategyResult>> warm = new LinkedHashMap<>();
    Map<PlannedCombination, List<StrategyResult>> runs = new LinkedHashMap<>();
    combinations.forEach(
        (combination, folder) -> {
          if (!isTimed(folder)) {
            warm.put(combination, new ArrayList<>());
            runs.put(combination, new ArrayList<>());
          }
        });
    for (int i = 0; i < timings.warmUp(); i++) {
      runInTurn(warm, attempt);
    }
    runs.keySet().retainAll(warm.keySet());
    for (int i = 0; i < timings.repeats(); i++) {
      runInTurn(runs, attempt);
    }
    runs.forEach(
        (combination, results) ->
            attempt.test(
                combination,
                () ->
                    combinations
                        .get(combination)
                        .keepMeasured(NAME, json(combination, warm.get(combination), results))));
    return runs.size();
  }

  private boolean isTimed(CombinationFolder folder) {
    return folder
        .measured(NAME)
        .flatMap(KeptTimings::read)
        .filter(known -> known.counted().length >= timings.repeats())
        .isPresent();
  }

  private void runInTurn(
      Map<PlannedCombination, List<StrategyResult>> results,
      BiPredicate<PlannedCombination, Runnable> attempt) {
    results
        .entrySet()
        .removeIf(
            each -> !attempt.test(each.getKey(), () -> each.getValue().add(run(each.getKey()))));
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
