/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import io.zipar.ApiStatus;
import io.zipar.Visibility;
import io.zipar.pipeline.StrategyChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way to generate that is measured.
 *
 * @param strategy the strategy
 * @param guidance scale of classifier-free guidance
 * @param visibility which slots a query attends to
 */
@ApiStatus.Experimental(since = "0.1")
public record Combination(StrategyChoice strategy, double guidance, Visibility visibility) {
  /**
   * Every strategy with every guidance and every visibility.
   *
   * @param strategies the strategies
   * @param guidances the scales
   * @param visibilities the visibilities; next-token prediction leaves no slot open, so that it has
   *     the first alone
   * @return the combinations, each once
   */
  public static List<Combination> all(
      List<StrategyChoice> strategies, List<Double> guidances, List<Visibility> visibilities) {
    List<Combination> all = new ArrayList<>();
    for (double guidance : guidances) {
      for (Visibility visibility : visibilities) {
        for (StrategyChoice strategy : strategies) {
          boolean repeats =
              strategy.strategy().name().equals("ntp") && visibility != visibilities.get(0);
          if (!repeats) {
            all.add(new Combination(strategy, guidance, visibility));
          }
        }
      }
    }
    return all.stream().distinct().toList();
  }

  /** What is measured, in words. */
  @Override
  public String toString() {
    return strategy
        + ", guidance "
        + guidance
        + ", visibility "
        + visibility.name().toLowerCase(Locale.ROOT);
  }
}
