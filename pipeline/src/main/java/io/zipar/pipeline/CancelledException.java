/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import java.util.Optional;

/** Something that takes long was ended early on purpose. */
@ApiStatus.Experimental(since = "0.1")
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String kept;

  /** Creates the exception where nothing is kept of the work so far. */
  public CancelledException() {
    super("cancelled");
    this.kept = null;
  }

  /**
   * Creates the exception.
   *
   * @param kept what became of the work so far
   */
  public CancelledException(String kept) {
    super("cancelled; " + kept);
    this.kept = kept;
  }

  /**
   * What became of the work so far.
   *
   * @return empty if nothing is kept
   */
  public Optional<String> kept() {
    return Optional.ofNullable(kept);
  }
}
