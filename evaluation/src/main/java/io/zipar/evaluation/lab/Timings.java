/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;

/**
 * Runs of the first batch whose time alone counts; nothing is traced in them.
 *
 * @param repeats how many are timed; 0 for none
 * @param warmUp how many run before them and are forgotten
 */
@ApiStatus.Experimental(since = "0.1")
public record Timings(int repeats, int warmUp) {
  /** None. */
  public static final Timings NONE = new Timings(0, 0);
}
