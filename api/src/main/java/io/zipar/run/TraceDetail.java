/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.ApiStatus;

/** How much a {@link GenerationListener} wants to hear of each pass. */
@ApiStatus.Experimental(since = "0.1")
public enum TraceDetail {
  /** No {@link PassTrace}: nothing is collected, and it costs nothing. */
  NONE,
  /** What was fed, asked and committed, and what became of drafts. */
  STEPS,
  /**
   * Besides, probability, rank and entropy of each committed token, which takes another look at the
   * distribution of each.
   */
  PROBABILITIES
}
