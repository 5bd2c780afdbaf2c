/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.evaluation.bench.PassCount.Basis;
import io.zipar.pipeline.BackendChoice;
import io.zipar.pipeline.Progress;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.Watch;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenModel;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Measures strategies on a model. Each is run without a model first, on logits that are the same
 * for every query and on such that differ: where the passes are laid out otherwise on the two,
 * their number depends on the model. A few of the latter passes are run on the model to warm up.
 * Then whole generations are timed one after another, or samples of the recorded passes, in turns:
 * the first pass of each strategy's sample, the second of each, and so on. What else the machine
 * does meanwhile then slows all of them alike.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Benchmark {
  private static final int WARM_UP_PASSES = 4;
  private static final double NANOS_OF_MILLI = 1e6;

  private final Watch watch;
  private final MachineRates machine;
  private final OptionalInt sampledPasses;
  private final OptionalDouble tokensPerPass;

  /** A plan, and whether another model would change it. */
  private record Planned(RecordedPlan plan, boolean dependsOnModel) {}

  /**
   * Creates a benchmark.
   *
   * @param watch looks on
   * @param machine what its processors can do
   * @param sampledPasses how many passes to run, at least 1; absent for whole generations
   * @param tokensPerPass the tokens of an image, at least 1, that a pass commits where that depends
   *     on the model; absent where it is not known
   * @throws IllegalArgumentException if a number is below 1
   */
  public Benchmark(
      Watch watch, MachineRates machine, OptionalInt sampledPasses, OptionalDouble tokensPerPass) {
    if (sampledPasses.orElse(1) < 1 || !(tokensPerPass.orElse(1) >= 1)) {
      throw new IllegalArgumentException(
          sampledPasses + " passes, " + tokensPerPass + " tokens a pass");
    }
    this.watch = watch;
    this.machine = machine;
    this.sampledPasses = sampledPasses;
    this.tokensPerPass = tokensPerPass;
  }

  /**
   * Measures strategies; with a sample, a session of each is open at the same time.
   *
   * @param backend what runs the model
   * @param model the model
   * @param strategies the strategies
   * @param request the images
   * @return the times, one for each strategy
   * @throws io.zipar.pipeline.CancelledException if the user interrupts it
   */
  public List<BenchResult> measure(
      BackendChoice backend,
      TokenModel model,
      List<StrategyChoice> strategies,
      GenerationRequest request) {
    MachineRates rates =
        model.info().device().startsWith("cpu")
            ? machine
            : MachineRates.ofReads(model.measureReadRate());
    List<Planned> plans = new ArrayList<>();
    for (StrategyChoice strategy : strategies) {
      Planned planned = plan(strategy, model, request);
      plans.add(planned);
      PassSample few = PassSample.spread(WARM_UP_PASSES, planned.plan().passes());
      replay(strategy.toString(), List.of(new Replay(model, planned.plan(), few)), WARM_UP_PASSES);
    }
    List<BenchResult> results = new ArrayList<>();
    if (sampledPasses.isPresent()) {
      List<PassTimes> times = sample(backend, model, plans);
      for (int i = 0; i < plans.size(); i++) {
        GenerationMetrics metrics = plans.get(i).plan().metrics();
        boolean open = plans.get(i).dependsOnModel();
        PassCount count =
            open ? PassCount.unknown() : PassCount.of(Basis.SCHEDULE, metrics.forwardPasses());
        results.add(
            result(
                backend, model, strategies.get(i), request, metrics, times.get(i), count, rates));
      }
    } else {
      for (int i = 0; i < plans.size(); i++) {
        TimedModel timed = new TimedModel(model);
        GenerationMetrics metrics = generate(strategies.get(i), timed, request);
        Basis basis = plans.get(i).dependsOnModel() ? Basis.RANDOM_WEIGHTS : Basis.SCHEDULE;
        PassCount count = PassCount.of(basis, metrics.forwardPasses());
        results.add(
            result(
                backend, model, strategies.get(i), request, metrics, timed.times(), count, rates));
      }
    }
    return results;
  }

  private List<PassTimes> sample(BackendChoice backend, TokenModel model, List<Planned> plans) {
    int passes = sampledPasses.getAsInt();
    List<Replay> replays = new ArrayList<>();
    for (Planned planned : plans) {
      RecordedPlan plan = planned.plan();
      replays.add(new Replay(model, plan, PassSample.spread(passes, plan.passes())));
    }
    replay(backend.toString(), replays, (long) passes * plans.size());
    return replays.stream().map(Replay::times).toList();
  }

  private Planned plan(StrategyChoice strategy, TokenModel model, GenerationRequest request) {
    int vocabulary = model.info().vocabulary();
    RecordedPlan smooth = record(strategy, model, request, MadeUpLogits.theSame(vocabulary));
    RecordedPlan rough = record(strategy, model, request, MadeUpLogits.differing(vocabulary));
    return new Planned(rough, !rough.isLaidOutAs(smooth));
  }

  private RecordedPlan record(
      StrategyChoice strategy, TokenModel model, GenerationRequest request, MadeUpLogits madeUp) {
    PlanRecorder recorder = new PlanRecorder(model, madeUp);
    return recorder.plan(generate(strategy, recorder, request));
  }

  private GenerationMetrics generate(
      StrategyChoice strategy, TokenModel model, GenerationRequest request) {
    long tokens = (long) request.images().size() * request.grid().cells();
    try (Progress.Task task = watch.progress().begin(strategy.toString(), tokens)) {
      GenerationResult result =
          strategy
              .on(model)
              .generate(
                  request,
                  Progress.listener(task, request.grid(), request.images()),
                  watch.cancellation(),
                  watch.limits());
      watch.throwIfCancelled();
      return result.metrics();
    }
  }

  private void replay(String name, List<Replay> replays, long passes) {
    try (Progress.Task task = watch.progress().begin(name, passes)) {
      boolean more = true;
      while (more) {
        more = false;
        for (Replay replay : replays) {
          watch.throwIfCancelled();
          if (replay.next()) {
            more = true;
            task.advance();
          }
        }
      }
    } finally {
      replays.forEach(Replay::close);
    }
  }

  private BenchResult result(
      BackendChoice backend,
      TokenModel model,
      StrategyChoice strategy,
      GenerationRequest request,
      GenerationMetrics metrics,
      PassTimes times,
      PassCount count,
      MachineRates rates) {
    int cells = request.grid().cells();
    ModelInfo info = model.info();
    double besides =
        (double) (metrics.samplingNanos() + metrics.strategyNanos()) / metrics.forwardPasses();
    return new BenchResult(
        strategy.toString(),
        backend.toString(),
        info.device(),
        info.dtype(),
        cells,
        count.dependsOnModel() && tokensPerPass.isPresent()
            ? PassCount.at(tokensPerPass.getAsDouble(), cells)
            : count,
        times.passes(),
        times.meanFedTokens(),
        times.meanNanos() / NANOS_OF_MILLI,
        (times.meanNanos() + besides) / NANOS_OF_MILLI,
        info.bytesPerPass() * 1e9 / times.meanNanos(),
        (info.multiplicationsPerToken() * times.meanFedTokens()
                + info.multiplicationsPerTarget() * times.meanRows())
            * 1e9
            / times.meanNanos(),
        rates);
  }
}
