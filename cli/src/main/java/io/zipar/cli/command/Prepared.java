/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.ModelFiles;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import java.util.List;

/**
 * A model that is loaded for what a command was asked for.
 *
 * @param pipeline the model, closed with this
 * @param plan the images
 * @param loadNanos how long it took
 */
record Prepared(Pipeline pipeline, ImagePlan plan, long loadNanos) implements AutoCloseable {
  /** Opens, plans and loads; what costs little is checked first. */
  static Prepared of(
      ModelFiles files, ModelChoice choice, ImageOrder order, List<StrategyChoice> strategies) {
    long started = System.nanoTime();
    Pipeline pipeline = Pipeline.open(choice, files);
    try {
      pipeline.requireFits(order.size(), strategies);
      ImagePlan plan = pipeline.plan(order);
      pipeline.load(plan);
      return new Prepared(pipeline, plan, System.nanoTime() - started);
    } catch (RuntimeException | Error e) {
      pipeline.close();
      throw e;
    }
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
