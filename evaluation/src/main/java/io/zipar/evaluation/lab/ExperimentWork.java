/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import com.google.gson.JsonElement;
import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.evaluation.experiment.Measures;
import io.zipar.evaluation.store.CombinationFolder;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.pipeline.CancelledException;
import io.zipar.spi.support.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of an experiment in a folder. Used by one thread. */
final class ExperimentWork implements AutoCloseable {
  private final LabContext context;
  private final Experiment experiment;
  private final ExperimentStore store;
  private final Slice slice;
  private final EngineChoice engine;
  private final Measures measures;
  private final List<PlannedCombination> planned;
  private final MeasureProtocols protocols;
  private final OpenFeatures features;
  private final LikelihoodModels likelihoods;
  private final Map<OpenGroup, List<PlannedCombination>> groups = new LinkedHashMap<>();
  private final Map<PlannedCombination, RuntimeException> failures = new LinkedHashMap<>();

  ExperimentWork(
      LabContext context,
      Planner planner,
      Experiment experiment,
      ExperimentStore store,
      Slice slice,
      EngineChoice engine,
      Measures measures,
      List<PlannedCombination> planned) {
    this.context = context;
    this.experiment = experiment;
    this.store = store;
    this.slice = slice;
    this.engine = engine;
    this.measures = measures;
    this.planned = planned;
    this.protocols = new MeasureProtocols(experiment, planner);
    this.features = new OpenFeatures(context, experiment.measures());
    this.likelihoods = new LikelihoodModels(context);
    Map<List<Optional<JsonElement>>, List<PlannedCombination>> shared = new LinkedHashMap<>();
    planned.forEach(
        each -> shared.computeIfAbsent(each.opened(), key -> new ArrayList<>()).add(each));
    shared.values().forEach(each -> groups.put(new OpenGroup(context, experiment, each), each));
  }

  private boolean measuring() {
    return !measures.all().isEmpty() && slice.of() == 1;
  }

  private MeasurePass measurePass(OpenGroup open) {
    return new MeasurePass(context, experiment, measures, protocols, open, features, likelihoods);
  }

  /**
   * Finds combinations that cannot be run or measured, before any is run. They have failed.
   *
   * @throws RuntimeException why the first cannot be, if none can
   */
  void check() {
    groups.forEach(this::check);
    if (failures.size() == planned.size()) {
      throw failures.get(planned.get(0));
    }
  }

  private void check(OpenGroup open, List<PlannedCombination> group) {
    MeasurePass pass = measurePass(open);
    Optional<RuntimeException> unmeasurable = Optional.empty();
    boolean isAsked = false;
    for (PlannedCombination each : group) {
      try {
        boolean toMeasure = measuring() && !pass.wanted(each, each.in(store)).isEmpty();
        if (!missing(each).isEmpty() || toMeasure) {
          open.require(each);
        }
        if (toMeasure) {
          pass.require(each);
          unmeasurable = isAsked ? unmeasurable : problem(pass);
          isAsked = true;
          unmeasurable.ifPresent(problem -> failures.put(each, problem));
        }
      } catch (CancelledException e) {
        throw e;
      } catch (RuntimeException e) {
        context.watch().throwIfCancelled();
        failures.put(each, e);
      }
    }
  }

  /** Why no combination of a group can be measured, if none can. */
  private Optional<RuntimeException> problem(MeasurePass pass) {
    try {
      pass.require();
      return Optional.empty();
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      context.watch().throwIfCancelled();
      return Optional.of(e);
    }
  }

  /** Does all there is to do, and says which combinations failed. */
  List<String> run() {
    failures.forEach(this::notice);
    engine.engine().ifPresent(this::generateElsewhere);
    boolean first = true;
    for (Map.Entry<OpenGroup, List<PlannedCombination>> group : groups.entrySet()) {
      run(group.getKey(), group.getValue(), first);
      group.getKey().close();
      first = false;
    }
    return planned.stream()
        .filter(failures::containsKey)
        .map(each -> each.values() + ": " + OneLine.message(failures.get(each)))
        .toList();
  }

  private void run(OpenGroup open, List<PlannedCombination> group, boolean first) {
    if (engine.engine().isEmpty()) {
      Map<PlannedCombination, List<Integer>> missing = new LinkedHashMap<>();
      sound(group).forEach(each -> missing.put(each, missing(each)));
      missing.forEach((each, shards) -> attempt(each, () -> generate(each, shards, open)));
    }
    if (slice.of() == 1) {
      sound(group).forEach(each -> attempt(each, () -> keepPictures(each, open)));
    }
    if (measuring()) {
      MeasurePass pass = measurePass(open);
      sound(group).forEach(each -> attempt(each, () -> measure(each, pass)));
      if (first) {
        experiment.measures().saveStatistics().ifPresent(pass::saveStatistics);
      }
    }
    // At the end: what fails here has been measured.
    if (experiment.timings().repeats() > 0 && slice.of() == 1) {
      time(group, open);
    }
  }

  /** Has all missing shards generated, of all combinations at once. */
  private void generateElsewhere(ShardEngine by) {
    WorkElsewhere work =
        new WorkElsewhere(
            context, experiment, store, engine.place(), this::attempt, this::noticeGenerated);
    groups.forEach(
        (open, group) ->
            sound(group)
                .forEach(
                    each -> {
                      List<Integer> missing = missing(each);
                      if (missing.isEmpty()) {
                        noticeKept(each);
                      } else {
                        attempt(each, () -> work.add(each, missing, open.plan(each).grid()));
                      }
                    }));
    if (work.orders().isEmpty()) {
      return;
    }
    try {
      by.generate(work);
    } catch (InvalidInputException e) {
      throw e;
    } catch (ZiparException e) {
      context.watch().throwIfCancelled();
      work.unfinished().forEach(each -> fail(each, e));
    }
  }

  private List<PlannedCombination> sound(List<PlannedCombination> group) {
    return group.stream().filter(each -> !failures.containsKey(each)).toList();
  }

  private void time(List<PlannedCombination> group, OpenGroup open) {
    Map<PlannedCombination, CombinationFolder> folders = new LinkedHashMap<>();
    sound(group).forEach(each -> folders.put(each, each.in(store)));
    int timed = new TimingPass(context, experiment.timings(), open).time(folders, this::attempt);
    if (timed > 0) {
      context.notices().accept("timed " + timed + " combinations");
    }
  }

  /** Does something, and tells whether that went well; the combination has failed otherwise. */
  private boolean attempt(PlannedCombination combination, Runnable work) {
    try {
      context.watch().throwIfCancelled();
      work.run();
      return true;
    } catch (CancelledException e) {
      throw e;
    } catch (RuntimeException e) {
      context.watch().throwIfCancelled();
      fail(combination, e);
      return false;
    }
  }

  private void fail(PlannedCombination combination, RuntimeException problem) {
    if (failures.putIfAbsent(combination, problem) == null) {
      notice(combination, problem);
    }
  }

  private void notice(PlannedCombination combination, RuntimeException problem) {
    context.notices().accept(name(combination) + ": failed, " + OneLine.message(problem));
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
      noticeKept(combination);
      return;
    }
    CombinationFolder folder = combination.in(store);
    open.generate(combination, folder, missing, name(combination));
    noticeGenerated(combination);
  }

  private void noticeKept(PlannedCombination combination) {
    context.notices().accept(name(combination) + ": kept from before");
  }

  private void noticeGenerated(PlannedCombination combination) {
    context.notices().accept(name(combination) + ": " + combination.shards().images() + " images");
  }

  private void keepPictures(PlannedCombination combination, OpenGroup open) {
    CombinationFolder folder = combination.in(store);
    String tokenizer = protocols.imageTokenizer(combination);
    if (!SamplePictures.areKept(folder, experiment.images(), tokenizer)) {
      SamplePictures.keep(combination, folder, open, experiment.images(), tokenizer);
    }
  }

  private void measure(PlannedCombination combination, MeasurePass pass) {
    List<String> measured = pass.measure(combination, combination.in(store));
    if (!measured.isEmpty()) {
      context.notices().accept(name(combination) + ": measured " + String.join(", ", measured));
    }
    if (experiment.measures().heldOut() && HeldOutPass.measure(combination, store, pass)) {
      context.notices().accept("measured held-out pictures");
    }
  }

  @Override
  public void close() {
    groups.keySet().forEach(OpenGroup::close);
    features.close();
    likelihoods.close();
  }
}
