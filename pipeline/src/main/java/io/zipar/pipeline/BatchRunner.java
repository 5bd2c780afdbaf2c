/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.CancellationToken;
import io.zipar.GeneratedImage;
import io.zipar.GenerationListener;
import io.zipar.GenerationMetrics;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Generates the images of a plan, batch after batch. */
@ApiStatus.Experimental(since = "0.1")
public final class BatchRunner {
  private static final int WARM_UP_PASSES = 16;

  private final Interruption interruption;
  private final Progress progress;

  /**
   * Creates a runner.
   *
   * @param interruption ends runs early
   * @param progress shows how far they are
   */
  public BatchRunner(Interruption interruption, Progress progress) {
    this.interruption = interruption;
    this.progress = progress;
  }

  /**
   * Runs one strategy.
   *
   * @param opened the model
   * @param strategy the strategy
   * @return images and sums
   * @throws CancelledException if the user interrupts it
   */
  public RunResult run(OpenedModel opened, StrategyChoice strategy) {
    List<GeneratedImage> images = new ArrayList<>();
    List<GenerationMetrics> metrics = new ArrayList<>();
    eachBatch(
        opened,
        opened.plan(),
        strategy,
        strategy.toString(),
        result -> {
          images.addAll(result.images());
          metrics.add(result.metrics());
        });
    return new RunResult(strategy, images, sum(metrics), metrics.size());
  }

  /**
   * Runs one strategy and hands over each batch when it is done.
   *
   * @param opened the model
   * @param plan the images
   * @param strategy the strategy
   * @param name what to call it while it runs
   * @param sink receives the batches in order
   * @throws CancelledException if the user interrupts it
   */
  public void eachBatch(
      OpenedModel opened,
      ImagePlan plan,
      StrategyChoice strategy,
      String name,
      Consumer<GenerationResult> sink) {
    Generator generator = strategy.on(opened.model());
    long tokens = (long) plan.images().size() * plan.grid().cells();
    try (Progress.Task task = progress.begin(name, tokens)) {
      GenerationListener listener = new FirstPassLog(Progress.listener(task));
      for (GenerationRequest batch : plan.batches()) {
        GenerationResult result = generator.generate(batch, listener, interruption.token());
        interruption.throwIfCancelled();
        sink.accept(result);
        interruption.throwIfCancelled();
      }
    }
  }

  /**
   * Runs the first passes of a strategy and forgets them, so that the first of several strategies
   * that are timed one after the other does not pay for what the JVM compiles on the way.
   *
   * @param opened the model
   * @param plan the images
   * @param strategy the strategy
   */
  public void warmUp(OpenedModel opened, ImagePlan plan, StrategyChoice strategy) {
    CancellationToken enough = new CancellationToken();
    GenerationListener listener =
        new GenerationListener() {
          @Override
          public void passBegun(int pass, int fedTokens) {
            if (pass + 1 >= WARM_UP_PASSES || interruption.token().isCancelled()) {
              enough.cancel();
            }
          }
        };
    strategy.on(opened.model()).generate(plan.batches().get(0), listener, enough);
    interruption.throwIfCancelled();
  }

  private static GenerationMetrics sum(List<GenerationMetrics> parts) {
    return parts.stream().reduce(GenerationMetrics::plus).orElseThrow();
  }
}
