/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Objects;

/**
 * What a run cost.
 *
 * @param forwardPasses forward passes, the prefill included; a batch shares them
 * @param committedTokens tokens committed, over all images
 * @param fedTokens tokens fed to the model, over all images, without prefixes and unconditional
 *     lanes
 * @param standIns of these, stand-ins for a token that was not known yet
 * @param drafts of these, drafts: one that stays for several passes counts in each
 * @param draftCounts what became of the drafts
 * @param modelNanos time in the model's forward passes, in nanoseconds, with guidance, filters and
 *     first draws where the session samples by itself
 * @param samplingNanos time in guidance, filters and draws elsewhere
 * @param strategyNanos time in the strategy
 * @param totalNanos wall time of the run
 */
@ApiStatus.Experimental(since = "0.1")
public record GenerationMetrics(
    int forwardPasses,
    long committedTokens,
    long fedTokens,
    long standIns,
    long drafts,
    DraftCounts draftCounts,
    long modelNanos,
    long samplingNanos,
    long strategyNanos,
    long totalNanos) {
  /** Checks that the counts are there. */
  public GenerationMetrics {
    Objects.requireNonNull(draftCounts, "draftCounts");
  }

  /**
   * The metrics of this run and another, one after the other.
   *
   * @param other the metrics of another run
   * @return the sums
   */
  public GenerationMetrics plus(GenerationMetrics other) {
    return new GenerationMetrics(
        forwardPasses + other.forwardPasses,
        committedTokens + other.committedTokens,
        fedTokens + other.fedTokens,
        standIns + other.standIns,
        drafts + other.drafts,
        draftCounts.plus(other.draftCounts),
        modelNanos + other.modelNanos,
        samplingNanos + other.samplingNanos,
        strategyNanos + other.strategyNanos,
        totalNanos + other.totalNanos);
  }

  /**
   * Tokens per pass, over all images of the batch.
   *
   * @return 0 when there was no pass
   */
  public double tokensPerPass() {
    return forwardPasses == 0 ? 0 : (double) committedTokens / forwardPasses;
  }

  /**
   * Tokens per second of wall time, over all images of the batch.
   *
   * @return 0 when no time passed
   */
  public double tokensPerSecond() {
    return totalNanos == 0 ? 0 : committedTokens * 1e9 / totalNanos;
  }
}
