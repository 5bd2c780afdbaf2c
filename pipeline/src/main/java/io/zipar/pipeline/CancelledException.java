/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;

/** The user interrupted the command. */
@ApiStatus.Experimental(since = "0.1")
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception for a command that writes all or nothing. */
  public CancelledException() {
    this("cancelled, nothing was written");
  }

  /**
   * Creates the exception.
   *
   * @param message what became of the work so far
   */
  public CancelledException(String message) {
    super(message);
  }
}
