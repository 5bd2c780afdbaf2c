/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.evaluation.report.Numbers;
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
 * Measures strategies on a model. Each is run without a model first, to record the passes that it
 * plans, then a few of these on the model to warm up. Then whole generations are timed one after
 * another, or samples of the recorded passes, in turns: the first pass of each strategy's sample,
 * the second of each, and so on. What else the machine does meanwhile then slows all of them alike.
 */
@ApiStatus.Experimental(since = "0.1")
public final class Benchmark {
  private static final int WARM_UP_PASSES = 4;

  private final Watch watch;
  private final double bytesPerSecond;

  /**
   * Creates a benchmark.
   *
   * @param watch looks on
   * @param bytesPerSecond the rate at which the machine reads memory
   */
  public Benchmark(Watch watch, double bytesPerSecond) {
    this.watch = watch;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * Measures strategies; with a sample, a session of each is open at the same time.
   *
   * @param backend what runs the model
   * @param model the model
   * @param strategies the strategies
   * @param request the images
   * @param sampledPasses how many passes to run; absent for whole generations
   * @return the times, one for each strategy
   * @throws io.zipar.pipeline.CancelledException if the user interrupts it
   */
  public List<BenchResult> measure(
      BackendChoice backend,
      TokenModel model,
      List<StrategyChoice> strategies,
      GenerationRequest request,
      OptionalInt sampledPasses) {
    List<RecordedPlan> plans = new ArrayList<>();
    for (StrategyChoice strategy : strategies) {
      // Twice: the code of strategy and sampling is slow at first.
      record(strategy, model, request);
      RecordedPlan plan = record(strategy, model, request);
      plans.add(plan);
      PassSample few = PassSample.spread(WARM_UP_PASSES, plan.passes());
      replay(strategy.toString(), List.of(new Replay(model, plan, few)), WARM_UP_PASSES);
    }
    List<BenchResult> results = new ArrayList<>();
    if (sampledPasses.isPresent()) {
      int passes = sampledPasses.getAsInt();
      List<Replay> replays = new ArrayList<>();
      for (RecordedPlan plan : plans) {
        replays.add(new Replay(model, plan, PassSample.spread(passes, plan.passes())));
      }
      replay(backend.toString(), replays, (long) passes * strategies.size());
      for (int i = 0; i < replays.size(); i++) {
        PassTimes times = replays.get(i).times();
        results.add(result(backend, model, strategies.get(i), plans.get(i).metrics(), times));
      }
    } else {
      for (StrategyChoice strategy : strategies) {
        TimedModel timed = new TimedModel(model);
        GenerationMetrics metrics = generate(strategy, timed, request);
        results.add(result(backend, model, strategy, metrics, timed.times()));
      }
    }
    return results;
  }

  private RecordedPlan record(
      StrategyChoice strategy, TokenModel model, GenerationRequest request) {
    PlanRecorder recorder = new PlanRecorder(model);
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
                  Progress.listener(task, request.grid(), request.images().size()),
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
      GenerationMetrics metrics,
      PassTimes times) {
    double passSeconds = times.meanNanos() / 1e9;
    double modelSeconds = passSeconds * metrics.forwardPasses();
    ModelInfo info = model.info();
    return new BenchResult(
        strategy.toString(),
        backend.toString(),
        info.device(),
        info.dtype(),
        metrics.forwardPasses(),
        times.passes(),
        modelSeconds,
        modelSeconds + Numbers.seconds(metrics.samplingNanos() + metrics.strategyNanos()),
        info.device().startsWith("cpu")
            ? OptionalDouble.of(info.bytesPerPass() / passSeconds / bytesPerSecond)
            : OptionalDouble.empty());
  }
}
