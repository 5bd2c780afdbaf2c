/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.ApiStatus;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How many passes a whole generation takes, and how that is known. Immutable.
 *
 * @param basis how it is known
 * @param passes the passes, at least 1; empty if, and only if, it is {@link Basis#UNKNOWN}
 */
@ApiStatus.Experimental(since = "0.1")
public record PassCount(Basis basis, OptionalInt passes) {
  /** How a number of passes is known. */
  public enum Basis {
    /** The strategy takes as many with every model. */
    SCHEDULE,
    /** It depends on the model, and whole generations were run on one with random weights. */
    RANDOM_WEIGHTS,
    /** It depends on the model, and the user said how many tokens a pass commits. */
    TOKENS_PER_PASS,
    /** It depends on the model, and no more is known. */
    UNKNOWN
  }

  /**
   * Checks that they fit each other.
   *
   * @throws IllegalArgumentException if passes are given for an unknown number, are missing for
   *     another, or are below 1
   */
  public PassCount {
    Objects.requireNonNull(basis, "basis");
    if (passes.isPresent() == (basis == Basis.UNKNOWN) || passes.orElse(1) < 1) {
      throw new IllegalArgumentException(passes + " passes on the basis " + basis);
    }
  }

  static PassCount unknown() {
    return new PassCount(Basis.UNKNOWN, OptionalInt.empty());
  }

  static PassCount of(Basis basis, int passes) {
    return new PassCount(basis, OptionalInt.of(passes));
  }

  /** As many as an image of so many cells takes at so many tokens a pass. */
  static PassCount at(double tokensPerPass, int cells) {
    return of(Basis.TOKENS_PER_PASS, (int) Math.ceil(cells / tokensPerPass));
  }

  /**
   * Tells whether another model takes another number.
   *
   * @return false for a schedule alone
   */
  public boolean dependsOnModel() {
    return basis != Basis.SCHEDULE;
  }
}
