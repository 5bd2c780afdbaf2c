/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.ApiStatus;
import io.zipar.evaluation.bench.BenchResult;
import io.zipar.evaluation.bench.Benchmark;
import io.zipar.evaluation.bench.MachineRates;
import io.zipar.evaluation.report.Numbers;
import io.zipar.pipeline.CancelledException;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.Pipeline;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Says what an experiment would take: passes by the plan of each strategy, and the time by a few
 * passes that are run on the model. Nothing is kept.
 */
@ApiStatus.Experimental(since = "0.1")
public final class ExperimentPlan {
  private static final int SAMPLED_PASSES = 4;
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private final LabContext context;

  /**
   * Prepares plans.
   *
   * @param context the program around them
   */
  public ExperimentPlan(LabContext context) {
    this.context = context;
  }

  /**
   * A combination as a table shows it.
   *
   * @param name its values
   * @param id the name of its folder
   * @param images how many images it has
   * @param shards how many shards they make
   * @param passes passes of a batch, empty where that depends on the model
   * @param seconds estimate for all images; where the passes depend on the model, the most
   * @param problem why it cannot be run, if it cannot
   */
  public record Line(
      String name,
      String id,
      int images,
      int shards,
      OptionalInt passes,
      OptionalDouble seconds,
      Optional<String> problem) {
    /**
     * The cells of a table.
     *
     * @return name, images, shards, passes and time
     */
    public List<String> cells() {
      return List.of(
          name,
          Integer.toString(images),
          Integer.toString(shards),
          problem.isPresent()
              ? "-"
              : passes.isPresent() ? passes.getAsInt() + "" : "as the model goes",
          problem.orElseGet(
              () ->
                  (passes.isPresent() ? "about " : "at most ") + time(seconds.orElse(Double.NaN))));
    }
  }

  /**
   * Plans an experiment.
   *
   * @param experiment what its file says
   * @return its combinations, in order
   * @throws io.zipar.InvalidInputException if it names what there is not
   */
  public List<Line> of(Experiment experiment) {
    context.measures().get().only(experiment.measures().names());
    List<PlannedCombination> planned =
        new Planner(context.catalog(), context.files()).plan(experiment);
    Map<List<Optional<JsonElement>>, List<PlannedCombination>> groups = new LinkedHashMap<>();
    planned.forEach(
        each -> groups.computeIfAbsent(each.opened(), key -> new ArrayList<>()).add(each));
    List<Line> lines = new ArrayList<>();
    for (List<PlannedCombination> group : groups.values()) {
      try (OpenGroup open = new OpenGroup(context, experiment, group)) {
        group.forEach(each -> lines.add(line(each, open)));
      }
    }
    return lines;
  }

  private Line line(PlannedCombination combination, OpenGroup open) {
    try {
      ImagePlan plan = open.plan(combination);
      Pipeline pipeline = open.pipeline();
      pipeline.requireFits(AxisReader.size(combination.values()), List.of(combination.strategy()));
      pipeline.load(plan);
      BenchResult result =
          new Benchmark(
                  context.watch(),
                  MachineRates.UNKNOWN,
                  OptionalInt.of(SAMPLED_PASSES),
                  OptionalDouble.empty())
              .measure(
                  combination.model().backend(),
                  pipeline.model(),
                  List.of(combination.strategy()),
                  plan.batches().get(0))
              .get(0);
      OptionalInt passes = result.passes().passes();
      double seconds =
          plan.batches().size()
              * (double) passes.orElse(plan.grid().cells())
              * result.millisPerPass()
              / 1000;
      return line(combination, passes, OptionalDouble.of(seconds), Optional.empty());
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      context.watch().throwIfCancelled();
      return line(
          combination,
          OptionalInt.empty(),
          OptionalDouble.empty(),
          Optional.of("cannot be run: " + OneLine.message(e)));
    }
  }

  private static Line line(
      PlannedCombination combination,
      OptionalInt passes,
      OptionalDouble seconds,
      Optional<String> problem) {
    return new Line(
        combination.values().toString(),
        combination.id(),
        combination.shards().images(),
        combination.shards().count(),
        passes,
        seconds,
        problem);
  }

  /**
   * A duration as people say it.
   *
   * @param seconds the duration
   * @return for example {@code 2.5 min}
   */
  public static String time(double seconds) {
    if (seconds < MINUTE) {
      return Numbers.fixed(seconds, 1) + " s";
    }
    return seconds < HOUR
        ? Numbers.fixed(seconds / MINUTE, 1) + " min"
        : Numbers.fixed(seconds / HOUR, 1) + " h";
  }
}
