/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import io.zipar.ApiStatus;

/**
 * A measured number with the interval in which it moves from sample to sample.
 *
 * @param value of the sample
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
@ApiStatus.Experimental(since = "0.1")
public record Estimate(double value, double low, double high) {
  /** What is not defined. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);
}
