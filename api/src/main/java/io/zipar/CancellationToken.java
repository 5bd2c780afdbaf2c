/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a run to end early. Polled before every forward pass; once cancelled it stays so. Safe for
 * several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class CancellationToken {
  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** Creates a token that is not cancelled. */
  public CancellationToken() {}

  /** Asks the runs that hold this token to end. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Tells whether {@link #cancel} was called.
   *
   * @return true from the first call on
   */
  public boolean isCancelled() {
    return cancelled.get();
  }
}
