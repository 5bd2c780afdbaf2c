/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.bench;

import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.examples.output.Numbers;
import io.zipar.examples.run.BackendChoice;
import io.zipar.examples.run.Interruption;
import io.zipar.examples.run.Progress;
import io.zipar.examples.run.StrategyChoice;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.TokenModel;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Measures a strategy on a model in three runs: one that runs no pass and counts those of the plan,
 * one that runs a few spread over the plan to warm up, and one that is timed.
 */
public final class Benchmark {
  private static final int WARM_UP_PASSES = 4;

  private final Interruption interruption;
  private final Progress progress;
  private final double bytesPerSecond;

  /**
   * Creates a benchmark.
   *
   * @param interruption ends it early
   * @param progress shows a run
   * @param bytesPerSecond the rate at which the machine reads memory
   */
  public Benchmark(Interruption interruption, Progress progress, double bytesPerSecond) {
    this.interruption = interruption;
    this.progress = progress;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * Measures one strategy.
   *
   * @param backend what runs the model
   * @param model the model
   * @param strategy the strategy
   * @param request the images
   * @param sampledPasses how many passes to run; absent for whole generations
   * @return the times
   * @throws io.zipar.examples.run.CancelledException if the user interrupts it
   */
  public BenchResult measure(
      BackendChoice backend,
      TokenModel model,
      StrategyChoice strategy,
      GenerationRequest request,
      OptionalInt sampledPasses) {
    int passes = run(strategy, new SampledModel(model, PassSample.NONE), request).forwardPasses();
    run(strategy, new SampledModel(model, PassSample.spread(WARM_UP_PASSES, passes)), request);
    PassSample sample =
        sampledPasses.isPresent()
            ? PassSample.spread(sampledPasses.getAsInt(), passes)
            : PassSample.ALL;
    SampledModel timed = new SampledModel(model, sample);
    GenerationMetrics metrics = run(strategy, timed, request);
    double passSeconds = timed.times().meanNanos() / 1e9;
    // A whole run of a strategy that adapts to the tokens may take other passes than counted.
    double modelSeconds = passSeconds * metrics.forwardPasses();
    ModelInfo info = model.info();
    return new BenchResult(
        strategy.toString(),
        backend.toString(),
        info.device(),
        info.dtype(),
        metrics.forwardPasses(),
        timed.times().passes(),
        modelSeconds,
        modelSeconds + Numbers.seconds(metrics.samplingNanos() + metrics.strategyNanos()),
        info.device().startsWith("cpu")
            ? OptionalDouble.of(info.bytesPerPass() / passSeconds / bytesPerSecond)
            : OptionalDouble.empty());
  }

  private GenerationMetrics run(
      StrategyChoice strategy, TokenModel model, GenerationRequest request) {
    long tokens = (long) request.images().size() * request.grid().cells();
    try (Progress.Task task = progress.begin(strategy.toString(), tokens)) {
      GenerationResult result =
          strategy.on(model).generate(request, Progress.listener(task), interruption.token());
      interruption.throwIfCancelled();
      return result.metrics();
    }
  }
}
