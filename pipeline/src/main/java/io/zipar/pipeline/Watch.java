/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.CancellationToken;
import io.zipar.RunLimits;
import io.zipar.run.GenerationListener;
import java.util.Objects;

/**
 * Who looks on while something long runs, and may end it.
 *
 * @param progress hears how far it is
 * @param cancellation ends it early
 * @param limits how long a run may take, and how long it is waited for once it is to end
 * @param listener hears of every pass of a run, batch after batch; not of a warm-up
 */
@ApiStatus.Experimental(since = "0.1")
public record Watch(
    Progress progress,
    CancellationToken cancellation,
    RunLimits limits,
    GenerationListener listener) {
  /** Refuses null. */
  public Watch {
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(listener, "listener");
  }

  /**
   * Looks on without hearing of passes.
   *
   * @param progress shows how far the work is
   * @param cancellation ends it early
   * @param limits how long a run may take
   */
  public Watch(Progress progress, CancellationToken cancellation, RunLimits limits) {
    this(progress, cancellation, limits, GenerationListener.NONE);
  }

  /**
   * Looks on without limits of its own.
   *
   * @param progress shows how far the work is
   * @param cancellation ends it early
   */
  public Watch(Progress progress, CancellationToken cancellation) {
    this(progress, cancellation, RunLimits.NONE);
  }

  /**
   * Nobody looks on.
   *
   * @return a watch that shows nothing and is never cancelled unless by its token
   */
  public static Watch nobody() {
    return new Watch(Progress.NONE, new CancellationToken());
  }

  /**
   * The same, and another listener.
   *
   * @param changed hears of every pass
   * @return a changed copy
   */
  public Watch with(GenerationListener changed) {
    return new Watch(progress, cancellation, limits, changed);
  }

  /**
   * Ends the work of whoever asks.
   *
   * @throws CancelledException if it was cancelled
   */
  public void throwIfCancelled() {
    if (cancellation.isCancelled()) {
      throw new CancelledException();
    }
  }
}
