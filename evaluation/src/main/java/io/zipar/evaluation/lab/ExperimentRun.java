/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.StoreLock;
import io.zipar.pipeline.CancelledException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs an experiment in a folder: generates the shards that are not there, then measures what was
 * not measured. What is complete stays, whenever the run ends; the same run again does the rest. A
 * combination that fails does not keep the others from being run.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentRun {
  private final LabContext context;
  private final Planner planner;

  /**
   * Prepares runs.
   *
   * @param context the program around them
   */
  public ExperimentRun(LabContext context) {
    this.context = context;
    this.planner = new Planner(context.catalog(), context.files());
  }

  /**
   * Runs an experiment.
   *
   * @param experiment what its file says
   * @param out the folder, created where it is missing
   * @param slice the part of the shards that is to be generated here; measures wait for the whole
   * @param engine what generates the shards
   * @return a line for each combination that failed, in order
   * @throws io.zipar.InvalidInputException if the experiment names what there is not, none of its
   *     combinations can be run, or another run is at work in the folder; nothing is written then
   * @throws CancelledException if it is cancelled; what is complete is kept
   */
  public List<String> run(Experiment experiment, Path out, Slice slice, EngineChoice engine) {
    Measures measures = context.measures().get().only(experiment.measures().names());
    List<PlannedCombination> planned = planner.plan(experiment);
    ExperimentStore store = new ExperimentStore(out);
    try (ExperimentWork work =
        new ExperimentWork(context, planner, experiment, store, slice, engine, measures, planned)) {
      work.check();
      StoreLock lock = StoreLock.take(out);
      try {
        store.keepPlan(plan(experiment, planned));
        return work.run();
      } finally {
        lock.close();
      }
    } catch (CancelledException e) {
      throw new CancelledException(
          "complete shards are kept in " + out + ", the same command goes on with them");
    }
  }

  private static JsonObject plan(Experiment experiment, List<PlannedCombination> planned) {
    JsonObject plan = new JsonObject();
    plan.add("experiment", experiment.text());
    JsonArray combinations = new JsonArray();
    for (PlannedCombination each : planned) {
      JsonObject combination = new JsonObject();
      combination.addProperty("id", each.id());
      combination.add("values", each.values().json());
      combination.addProperty("weights", each.weights());
      combination.addProperty("images", each.shards().images());
      combination.addProperty("batch", each.shards().batch());
      if (experiment.measures().heldOut()) {
        combination.addProperty("heldOut", HeldOutPass.id(each));
      }
      experiment
          .baselineOf(each.values())
          .flatMap(
              wanted -> planned.stream().filter(one -> one.values().equals(wanted)).findFirst())
          .ifPresent(baseline -> combination.addProperty("baseline", baseline.id()));
      combinations.add(combination);
    }
    plan.add("combinations", combinations);
    return plan;
  }
}
