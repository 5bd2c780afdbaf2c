/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import java.util.Optional;

/**
 * The decoding of one image, a state machine: the generator asks for the {@link #next} step, runs
 * the steps of all images in one forward pass, and hands each process its {@link StepOutcome} in
 * {@link #accept}; then again. Used by one thread. The rules that every step must keep are listed
 * in {@link DecodingRule}.
 */
@ApiStatus.Experimental(since = "0.1")
public interface DecodingProcess {
  /**
   * Plans the next forward pass of this image.
   *
   * @return what to feed and to ask, or empty once every cell is committed
   */
  Optional<DecodingStep> next();

  /**
   * Takes the distributions that the last step asked for, and commits tokens.
   *
   * @param outcome answers to the queries of the last step; valid within this call alone
   */
  void accept(StepOutcome outcome);
}
