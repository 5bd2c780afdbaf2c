/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.OptionSpec;
import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.StrategyResult;
import io.zipar.pipeline.Subject;
import io.zipar.plugin.Plugins;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStep;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * An experiment on attention: another strategy, whose queries see the last rows alone. ZipAR rests
 * on images being local; this asks how local.
 */
public final class LocalAttention implements DecodingStrategy {
  private final DecodingStrategy inner;

  /**
   * Wraps a strategy.
   *
   * @param inner plans the passes
   */
  public LocalAttention(DecodingStrategy inner) {
    this.inner = inner;
  }

  /**
   * Prints how many tokens stay the same when queries see 1, 2, 4 and 8 rows.
   *
   * @param args a model; a class of it
   */
  public static void main(String[] args) {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of(args[0]))) {
      ImagePlan plan = pipeline.plan(ImageOrder.of(Subject.ofClass(args[1])));
      for (int rows : new int[] {1, 2, 4, 8}) {
        System.out.println(rows + " rows in sight: " + 100 * same(pipeline, plan, rows) + "%");
      }
    }
  }

  static double same(Pipeline pipeline, ImagePlan plan, int rows) {
    DecodingStrategy ntp = Plugins.strategies().named("ntp");
    Plugins<DecodingStrategy> local = Plugins.strategies(List.of(new LocalAttention(ntp)));
    StrategyResult masked = pipeline.run(plan, StrategyChoice.parse("local:rows=" + rows, local));
    return masked.agreementWith(pipeline.run(plan, StrategyChoice.of("ntp")));
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public String summary() {
    return inner.name() + " whose queries see the last rows alone";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(OptionSpec.integer("rows", 1, 1000, 4, "rows before its own that a query sees"));
  }

  @Override
  public DecodingProcess begin(DecodingContext context) {
    int reach = context.options().integer("rows") * context.layout().rowLength();
    DecodingProcess process = inner.begin(context);
    return new DecodingProcess() {
      @Override
      public Optional<DecodingStep> next() {
        return process.next().map(step -> masked(step, reach));
      }

      @Override
      public void accept(StepOutcome outcome) {
        process.accept(outcome);
      }
    };
  }

  private static DecodingStep masked(DecodingStep step, int reach) {
    DecodingStep.Builder masked = DecodingStep.builder();
    step.feeds().forEach(feed -> masked.feed(feed.position(), feed.token(), feed.origin()));
    step.targets().forEach(masked::query);
    return masked.mask((query, slot) -> query - slot <= reach).build();
  }
}
