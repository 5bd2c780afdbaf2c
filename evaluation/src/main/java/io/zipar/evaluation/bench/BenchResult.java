/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one strategy took on one backend. Immutable.
 *
 * @param strategy the strategy as the user wrote it
 * @param backend the backend as the user wrote it
 * @param device where it ran
 * @param dtype the precision that the weights ran in
 * @param cells tokens of one image
 * @param passes passes of a whole generation
 * @param measuredPasses passes that were really run and timed
 * @param fedPerPass tokens that such a pass fed, for all images and lanes
 * @param modelMillisPerPass the mean time of a measured pass in the model
 * @param millisPerPass the same with sampling and strategy
 * @param weightsPerSecond the rate at which weights were read, in bytes a second
 * @param multipliesPerSecond the rate of multiply-adds with weights; 0 where they are not known
 * @param rates what the device can do, measured
 */
@ApiStatus.Experimental(since = "0.1")
public record BenchResult(
    String strategy,
    String backend,
    String device,
    String dtype,
    int cells,
    PassCount passes,
    int measuredPasses,
    double fedPerPass,
    double modelMillisPerPass,
    double millisPerPass,
    double weightsPerSecond,
    double multipliesPerSecond,
    MachineRates rates) {
  private static final double MILLIS = 1000;

  /** Checks that the number of passes is there. */
  public BenchResult {
    Objects.requireNonNull(passes, "passes");
    Objects.requireNonNull(rates, "rates");
  }

  /**
   * Whether the seconds are computed from a sample of the passes.
   *
   * @return false where the whole generation was run, and where its passes are unknown
   */
  public boolean isEstimate() {
    return passes.passes().isPresent() && measuredPasses != passes.passes().getAsInt();
  }

  /**
   * The rate at which weights were read, as a share of that at which the device reads its memory.
   *
   * @return more than 0; empty where the latter is not known
   */
  public OptionalDouble bandwidthShare() {
    return share(weightsPerSecond, rates.readsPerSecond());
  }

  /**
   * The rate of multiply-adds with weights, as a share of those that the device is capable of.
   *
   * @return more than 0; empty where either is not known
   */
  public OptionalDouble peakShare() {
    return multipliesPerSecond == 0
        ? OptionalDouble.empty()
        : share(multipliesPerSecond, rates.multipliesPerSecond());
  }

  /**
   * What binds: that of which a pass reached the greater share.
   *
   * @return empty where a share is not known
   */
  public Optional<Bound> bound() {
    OptionalDouble read = bandwidthShare();
    OptionalDouble multiplied = peakShare();
    return read.isPresent() && multiplied.isPresent()
        ? Optional.of(
            read.getAsDouble() >= multiplied.getAsDouble() ? Bound.MEMORY : Bound.MULTIPLYING)
        : Optional.empty();
  }

  /** What bounds how fast a pass can be. */
  public enum Bound {
    /** Reading the weights takes longer. */
    MEMORY,
    /** Multiplying with them takes longer. */
    MULTIPLYING
  }

  private static OptionalDouble share(double reached, OptionalDouble possible) {
    return possible.isPresent()
        ? OptionalDouble.of(reached / possible.getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * The time of a whole generation.
   *
   * @return seconds; empty if the number of passes is unknown
   */
  public OptionalDouble seconds() {
    return passes.passes().isPresent()
        ? OptionalDouble.of(passes.passes().getAsInt() * millisPerPass / MILLIS)
        : OptionalDouble.empty();
  }

  /**
   * The tokens that a pass commits in each image, on average.
   *
   * @return at least 1 but for strategies that take a pass without a token; empty if the number of
   *     passes is unknown
   */
  public OptionalDouble tokensPerPass() {
    return passes.passes().isPresent()
        ? OptionalDouble.of((double) cells / passes.passes().getAsInt())
        : OptionalDouble.empty();
  }

  /**
   * The latency of a whole generation relative to another.
   *
   * @param reference the other
   * @return below 1 where this one is faster; empty if the passes of either are unknown
   */
  public OptionalDouble latencyRelativeTo(BenchResult reference) {
    return seconds().isPresent() && reference.seconds().isPresent()
        ? OptionalDouble.of(seconds().getAsDouble() / reference.seconds().getAsDouble())
        : OptionalDouble.empty();
  }

  /**
   * The tokens that a pass has to commit in each image for this strategy to be as fast as another.
   *
   * @param reference the other
   * @return more than 0; empty if the passes of the other are unknown
   */
  public OptionalDouble tokensPerPassToEqual(BenchResult reference) {
    return reference.seconds().isPresent()
        ? OptionalDouble.of(cells * millisPerPass / (MILLIS * reference.seconds().getAsDouble()))
        : OptionalDouble.empty();
  }
}
