/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import java.util.OptionalDouble;

/**
 * What one strategy took on one backend.
 *
 * @param strategy the strategy as the user wrote it
 * @param backend the backend as the user wrote it
 * @param device where it ran
 * @param dtype the precision that the weights ran in
 * @param passes passes of a whole generation
 * @param measuredPasses passes that were really run and timed
 * @param modelSeconds time of all passes in the model; an estimate where some were left out
 * @param seconds the same with sampling and strategy
 * @param bandwidthShare the rate at which weights were read, as a share of the rate at which the
 *     machine reads memory; absent off the CPU
 */
@ApiStatus.Experimental(since = "0.1")
public record BenchResult(
    String strategy,
    String backend,
    String device,
    String dtype,
    int passes,
    int measuredPasses,
    double modelSeconds,
    double seconds,
    OptionalDouble bandwidthShare) {
  private static final double MILLIS = 1000;

  /**
   * Whether only a sample of the passes was run.
   *
   * @return whether {@link #seconds} is an estimate
   */
  public boolean isEstimate() {
    return measuredPasses < passes;
  }

  /**
   * The time of a pass with sampling and strategy.
   *
   * @return milliseconds
   */
  public double millisPerPass() {
    return MILLIS * seconds / passes;
  }

  /**
   * The latency of a whole generation relative to another.
   *
   * @param reference the other
   * @return below 1 where this one is faster
   */
  public double latencyRelativeTo(BenchResult reference) {
    return seconds / reference.seconds;
  }
}
