/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/** What became of a draft, or why a token needed none: the words of the metrics. */
@ApiStatus.Experimental(since = "0.1")
public enum DraftEvent {
  /** A draft that was fed in the pass was committed. */
  ACCEPTED,
  /** A draft that was fed in the pass gave way to another token, committed or not. */
  REJECTED,
  /** The token that took the place of a rejected draft was committed. */
  RECOVERED,
  /**
   * A token was committed for a cell that had no draft in the pass: the pass yielded it besides.
   */
  BONUS
}
