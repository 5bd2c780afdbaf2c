/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonObject;
import io.zipar.ImageRequest;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.StrategyResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Times combinations that share a model: warm-up runs of each in batches of each size, then a run
 * of each in turn as often as is wanted, so that what the machine does besides slows all alike. The
 * images of a run are taken evenly from all. Times are kept for the machine that took them, and not
 * taken again.
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

  /** The runs of a combination in batches of one size. */
  private record Series(
      PlannedCombination combination,
      ImagePlan plan,
      List<StrategyResult> warm,
      List<StrategyResult> counted) {}

  /**
   * Times those that were not timed so often, and says how many combinations that were.
   *
   * @param attempt does something for a combination, and tells whether that went well; one that
   *     fails is not timed any further
   */
  int time(
      Map<PlannedCombination, CombinationFolder> combinations,
      BiPredicate<PlannedCombination, Runnable> attempt) {
    List<Series> all = new ArrayList<>();
    combinations.forEach((combination, folder) -> all.addAll(wanted(combination, folder)));
    for (int i = 0; i < timings.warmUp(); i++) {
      runInTurn(all, Series::warm, attempt);
    }
    for (int i = 0; i < timings.repeats(); i++) {
      runInTurn(all, Series::counted, attempt);
    }
    Set<PlannedCombination> timed = new LinkedHashSet<>();
    for (Series each : all) {
      timed.add(each.combination());
      attempt.test(
          each.combination(), () -> keep(combinations.get(each.combination()), kept(each)));
    }
    return timed.size();
  }

  private List<Series> wanted(PlannedCombination combination, CombinationFolder folder) {
    List<KeptTimings> known = known(folder);
    List<Series> wanted = new ArrayList<>();
    for (int batch : timings.batches()) {
      boolean isTimed =
          known.stream()
              .anyMatch(
                  each ->
                      each.batch() == batch
                          && each.images() == timings.images(batch)
                          && each.counted().length >= timings.repeats());
      if (!isTimed) {
        ImagePlan plan = plan(open.plan(combination), batch);
        wanted.add(new Series(combination, plan, new ArrayList<>(), new ArrayList<>()));
      }
    }
    return wanted;
  }

  private static List<KeptTimings> known(CombinationFolder folder) {
    return folder.measured(NAME).map(KeptTimings::read).orElse(List.of());
  }

  private ImagePlan plan(ImagePlan all, int batch) {
    int size = all.images().size();
    int count = timings.images(batch);
    List<ImageRequest> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(all.images().get((int) ((long) i * size / count)));
    }
    return new ImagePlan(
        images, all.grid(), all.guidance(), all.sampling(), all.visibility(), batch);
  }

  private void runInTurn(
      List<Series> all,
      Function<Series, List<StrategyResult>> results,
      BiPredicate<PlannedCombination, Runnable> attempt) {
    Set<PlannedCombination> failed = new HashSet<>();
    for (Series each : all) {
      PlannedCombination combination = each.combination();
      if (!failed.contains(combination)
          && !attempt.test(combination, () -> results.apply(each).add(run(each)))) {
        failed.add(combination);
      }
    }
    all.removeIf(each -> failed.contains(each.combination()));
  }

  private StrategyResult run(Series series) {
    return open.pipeline().run(series.plan(), series.combination().strategy(), context.watch());
  }

  private static void keep(CombinationFolder folder, KeptTimings timed) {
    List<KeptTimings> all = new ArrayList<>(known(folder));
    all.removeIf(each -> each.batch() == timed.batch());
    all.add(timed);
    folder.keepMeasured(NAME, KeptTimings.json(all));
  }

  private KeptTimings kept(Series series) {
    JsonObject environment = Environment.describe(open.pipeline(), series.plan(), context);
    return new KeptTimings(
        series.plan().batch(),
        series.plan().images().size(),
        series.counted().get(0).metrics().forwardPasses(),
        millis(series.warm()),
        millis(series.counted()),
        environment);
  }

  private static double[] millis(List<StrategyResult> results) {
    return results.stream().mapToDouble(result -> result.metrics().totalNanos() / 1e6).toArray();
  }
}
