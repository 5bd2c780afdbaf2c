/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.zipar.ApiStatus;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.StoreLock;
import io.zipar.pipeline.CancelledException;
import io.zipar.spi.support.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
   * @return a line for each combination that failed, in order
   * @throws io.zipar.InvalidInputException if the experiment names what there is not, or another
   *     run is at work in the folder
   * @throws CancelledException if it is cancelled; what is complete is kept
   */
  public List<String> run(Experiment experiment, Path out, Slice slice) {
    Measures measures = context.measures().get().only(experiment.measures().names());
    List<PlannedCombination> planned = planner.plan(experiment);
    StoreLock lock = StoreLock.take(out);
    try {
      ExperimentStore store = new ExperimentStore(out);
      store.keepPlan(plan(experiment, planned));
      return new Work(experiment, store, slice, measures, planned).run();
    } catch (CancelledException e) {
      throw new CancelledException(
          "complete shards are kept in " + out + ", the same command goes on with them");
    } finally {
      lock.close();
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

  /** One run. */
  private final class Work {
    private final Experiment experiment;
    private final ExperimentStore store;
    private final Slice slice;
    private final Measures measures;
    private final List<PlannedCombination> planned;
    private final Map<String, String> failures = new LinkedHashMap<>();

    Work(
        Experiment experiment,
        ExperimentStore store,
        Slice slice,
        Measures measures,
        List<PlannedCombination> planned) {
      this.experiment = experiment;
      this.store = store;
      this.slice = slice;
      this.measures = measures;
      this.planned = planned;
    }

    List<String> run() {
      Map<List<Optional<JsonElement>>, List<PlannedCombination>> groups = new LinkedHashMap<>();
      planned.forEach(
          each -> groups.computeIfAbsent(each.opened(), key -> new ArrayList<>()).add(each));
      groups.values().forEach(this::run);
      return failures.entrySet().stream()
          .map(each -> each.getKey() + ": " + each.getValue())
          .toList();
    }

    private void run(List<PlannedCombination> group) {
      Map<PlannedCombination, List<Integer>> missing = new LinkedHashMap<>();
      group.forEach(each -> missing.put(each, missing(each)));
      try (OpenGroup open = new OpenGroup(context, experiment, group)) {
        for (PlannedCombination each : group) {
          attempt(each, () -> generate(each, missing.get(each), open));
        }
        if (experiment.timings().repeats() > 0 && slice.of() == 1) {
          time(group, open);
        }
        if (!measures.all().isEmpty() && slice.of() == 1) {
          try (MeasurePass pass = new MeasurePass(context, experiment, measures, planner, open)) {
            for (PlannedCombination each : group) {
              if (!failures.containsKey(each.values().toString())) {
                attempt(each, () -> measure(each, pass));
              }
            }
          }
        }
      }
    }

    private void time(List<PlannedCombination> group, OpenGroup open) {
      Map<PlannedCombination, CombinationFolder> sound = new LinkedHashMap<>();
      for (PlannedCombination each : group) {
        if (!failures.containsKey(each.values().toString())) {
          sound.put(each, each.in(store));
        }
      }
      int timed = new TimingPass(context, experiment.timings(), open).time(sound);
      if (timed > 0) {
        context.notices().accept("timed " + timed + " combinations");
      }
    }

    private void attempt(PlannedCombination combination, Runnable work) {
      try {
        context.watch().throwIfCancelled();
        work.run();
      } catch (CancelledException e) {
        throw e;
      } catch (RuntimeException e) {
        context.watch().throwIfCancelled();
        failures.put(combination.values().toString(), OneLine.message(e));
        context.notices().accept(name(combination) + ": failed, " + OneLine.message(e));
      }
    }

    private List<Integer> missing(PlannedCombination combination) {
      long before =
          planned.subList(0, planned.indexOf(combination)).stream()
              .mapToLong(each -> each.shards().count())
              .sum();
      return combination.in(store).missing().stream()
          .filter(shard -> slice.has(before + shard))
          .toList();
    }

    private String name(PlannedCombination combination) {
      return (planned.indexOf(combination) + 1) + "/" + planned.size() + " " + combination.values();
    }

    private void generate(PlannedCombination combination, List<Integer> missing, OpenGroup open) {
      if (missing.isEmpty()) {
        context.notices().accept(name(combination) + ": kept from before");
        return;
      }
      CombinationFolder folder = combination.in(store);
      open.generate(combination, folder, missing, name(combination));
      context
          .notices()
          .accept(name(combination) + ": " + combination.shards().images() + " images");
    }

    private void measure(PlannedCombination combination, MeasurePass pass) {
      List<String> measured = pass.measure(combination, combination.in(store));
      if (!measured.isEmpty()) {
        context.notices().accept(name(combination) + ": measured " + String.join(", ", measured));
      }
    }
  }
}
