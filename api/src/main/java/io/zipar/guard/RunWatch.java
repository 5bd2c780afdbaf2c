/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.CancellationToken;
import io.zipar.PluginException;
import java.time.Duration;
import java.util.Optional;

/** What a run is doing and whether it has to end, shared by the run and the thread that waits. */
public final class RunWatch {
  /**
   * A call into a plugin.
   *
   * @param plugin the plugin as errors name it
   * @param method the method called
   */
  record Call(String plugin, String method) {}

  private static final Call OWN_WORK = new Call("generator", "work between calls");

  private final CancellationToken cancellation;
  private final long started = System.nanoTime();
  private final Optional<Duration> deadline;
  private volatile Call call = OWN_WORK;
  private volatile boolean stopRequested;

  /**
   * Watches a run that starts now.
   *
   * @param cancellation ends it early
   * @param deadline after which it has to end
   */
  public RunWatch(CancellationToken cancellation, Optional<Duration> deadline) {
    this.cancellation = cancellation;
    this.deadline = deadline;
  }

  /**
   * Runs what is not a plugin's, and says who is at work meanwhile.
   *
   * @param who as an error of a run that hangs names it
   * @param method the method called
   * @param call the call; what it throws goes through
   */
  public void during(String who, String method, Runnable call) {
    Call outer = entering(who, method);
    try {
      call.run();
    } finally {
      left(outer);
    }
  }

  /** Notes that a call begins, and returns the one that it is part of. */
  Call entering(String plugin, String method) {
    Call outer = call;
    call = new Call(plugin, method);
    return outer;
  }

  /**
   * Notes that a call has returned.
   *
   * @param outer what {@link #entering} returned
   */
  void left(Call outer) {
    call = outer;
  }

  /**
   * What the run is doing.
   *
   * @return plugin and call as errors name them
   */
  public String call() {
    Call now = call;
    return now.plugin() + ": " + now.method();
  }

  /** Asks the run to end. */
  public void requestStop() {
    stopRequested = true;
  }

  /**
   * Tells whether the run has to end.
   *
   * @return true once it was asked to, was cancelled, or is past its deadline
   */
  public boolean mustStop() {
    return stopRequested || cancellation.isCancelled() || deadlineHasPassed();
  }

  private boolean deadlineHasPassed() {
    return deadline.isPresent() && System.nanoTime() - started >= deadline.get().toNanos();
  }

  /**
   * The error of a run that does not end.
   *
   * @param grace how long it was waited for
   * @return the error, to be thrown
   */
  public PluginException hangs(Duration grace) {
    Call hanging = call;
    return new PluginException(
        hanging.plugin(),
        hanging.method()
            + " has not returned within "
            + grace.toMillis() / 1000.0
            + " s after the run was to end; the run is given up and its thread left behind");
  }
}
