/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.spi;

import io.zipar.ApiStatus;
import io.zipar.evaluation.Bootstrap;
import io.zipar.evaluation.ReferenceFeatures;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What all sets of images of an evaluation share.
 *
 * @param bootstrap makes intervals
 * @param reference what features are compared with; computed for the first that asks
 */
@ApiStatus.Experimental(since = "0.1")
public record MeasureContext(Bootstrap bootstrap, Supplier<ReferenceFeatures> reference) {
  /** Refuses null. */
  public MeasureContext {
    Objects.requireNonNull(bootstrap, "bootstrap");
    Objects.requireNonNull(reference, "reference");
  }
}
