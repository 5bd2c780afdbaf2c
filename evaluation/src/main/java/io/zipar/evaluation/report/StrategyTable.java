/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import io.zipar.pipeline.StrategyResult;
import java.util.List;

/** The tables of {@code generate} and {@code compare}. */
@ApiStatus.Experimental(since = "0.1")
public final class StrategyTable {
  private StrategyTable() {}

  /**
   * The table of one run.
   *
   * @param result what it yielded
   * @return one row
   */
  public static Table generate(StrategyResult result) {
    return new Table(
        List.of("strategy", "passes", "saved against NTP", "seconds", "tokens/s"),
        List.of(
            List.of(
                result.strategy().toString(),
                Integer.toString(result.metrics().forwardPasses()),
                result.savedPasses() + " (" + Numbers.percent(result.savedShare()) + ")",
                seconds(result),
                Numbers.fixed(result.metrics().tokensPerSecond(), 1))));
  }

  /**
   * The table of several strategies on the same images.
   *
   * @param results what they yielded
   * @return one row for each
   */
  public static Table compare(List<StrategyResult> results) {
    return new Table(
        List.of("strategy", "passes", "reduction", "seconds", "tokens/s", "equal tokens"),
        results.stream()
            .map(
                result ->
                    List.of(
                        result.strategy().toString(),
                        Integer.toString(result.metrics().forwardPasses()),
                        Numbers.percent(result.savedShare()),
                        seconds(result),
                        Numbers.fixed(result.metrics().tokensPerSecond(), 1),
                        Numbers.percent(result.agreementWith(results.get(0)))))
            .toList());
  }

  /**
   * Explains the passes where there are several batches.
   *
   * @param result what a run yielded
   * @return one line, or none
   */
  public static List<String> notes(StrategyResult result) {
    return result.batches() == 1
        ? List.of()
        : List.of(
            "passes are summed over "
                + result.batches()
                + " batches; next-token prediction would take "
                + result.sequentialPasses());
  }

  private static String seconds(StrategyResult result) {
    return Numbers.fixed(Numbers.seconds(result.metrics().totalNanos()), 2);
  }
}
