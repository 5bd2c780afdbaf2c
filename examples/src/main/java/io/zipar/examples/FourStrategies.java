/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples;

import io.zipar.pipeline.ImageOrder;
import io.zipar.pipeline.ImagePlan;
import io.zipar.pipeline.ModelChoice;
import io.zipar.pipeline.Pipeline;
import io.zipar.pipeline.StrategyChoice;
import io.zipar.pipeline.StrategyResult;
import io.zipar.pipeline.Subject;
import java.util.ArrayList;
import java.util.List;

/** The same image by four strategies: how many passes each takes, and how many tokens agree. */
public final class FourStrategies {
  private static final List<String> STRATEGIES =
      List.of("ntp", "zipar:window=8", "jacobi", "jacobi2d");

  private FourStrategies() {}

  /**
   * Prints a line for each strategy.
   *
   * @param args a model; a class of it
   */
  public static void main(String[] args) {
    try (Pipeline pipeline = Pipeline.open(ModelChoice.of(args[0]))) {
      compare(pipeline, pipeline.plan(ImageOrder.of(Subject.ofClass(args[1]))))
          .forEach(System.out::println);
    }
  }

  static List<String> compare(Pipeline pipeline, ImagePlan plan) {
    List<StrategyResult> results = new ArrayList<>();
    for (String strategy : STRATEGIES) {
      results.add(pipeline.run(plan, StrategyChoice.of(strategy)));
    }
    return results.stream()
        .map(
            result ->
                String.format(
                    "%-16s %4d passes, %3.0f%% of the tokens of %s",
                    result.strategy(),
                    result.metrics().forwardPasses(),
                    100 * result.agreementWith(results.get(0)),
                    STRATEGIES.get(0)))
        .toList();
  }
}
