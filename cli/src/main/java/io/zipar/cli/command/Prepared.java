/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.evaluation.replay.RunTrace;
import io.zipar.evaluation.replay.TraceRecorder;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import java.util.List;

/**
 * A model that is open, and a plan for what a command was asked for.
 *
 * @param pipeline the model, closed with this
 * @param plan the images
 * @param started when opening began, by {@link System#nanoTime}
 */
record Prepared(Pipeline pipeline, ImagePlan plan, long started) implements AutoCloseable {
  /** Opens and plans; what costs little is checked first. */
  static Prepared of(
      ModelFiles files, ModelChoice choice, ImageOrder order, List<StrategyChoice> strategies) {
    long started = System.nanoTime();
    Pipeline pipeline = Pipeline.open(choice, files);
    try {
      pipeline.requireFits(order.size(), strategies);
      ImagePlan plan = pipeline.plan(order);
      return new Prepared(pipeline, plan, started);
    } catch (RuntimeException | Error e) {
      pipeline.close();
      throw e;
    }
  }

  /** Loads the weights, and tells how long everything since the beginning took, in nanoseconds. */
  long load() {
    pipeline.load(plan);
    return System.nanoTime() - started;
  }

  /** What a recorder heard of a strategy's run of the plan. */
  RunTrace trace(TraceRecorder recorder, StrategyChoice strategy) {
    return recorder.trace(
        strategy.toString(),
        pipeline.name().orElse(pipeline.info().name()),
        image -> pipeline.title(image.conditioning()));
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
