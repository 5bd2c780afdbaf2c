/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.CancellationToken;
import io.zipar.PluginException;
import java.time.Duration;
import java.util.Optional;

/** What a run is doing and whether it has to end, shared by the run and the thread that waits. */
final class RunWatch {
  /**
   * A call into a plugin.
   *
   * @param plugin the plugin as errors name it
   * @param method the method called
   */
  private record Call(String plugin, String method) {}

  private static final Call OWN_WORK = new Call("generator", "work between calls");

  private final CancellationToken cancellation;
  private final long started = System.nanoTime();
  private final Optional<Duration> deadline;
  private volatile Call call = OWN_WORK;
  private volatile boolean stopRequested;

  RunWatch(CancellationToken cancellation, Optional<Duration> deadline) {
    this.cancellation = cancellation;
    this.deadline = deadline;
  }

  void entering(String plugin, String method) {
    call = new Call(plugin, method);
  }

  void left() {
    call = OWN_WORK;
  }

  void requestStop() {
    stopRequested = true;
  }

  boolean mustStop() {
    return stopRequested || cancellation.isCancelled() || deadlineHasPassed();
  }

  private boolean deadlineHasPassed() {
    return deadline.isPresent() && System.nanoTime() - started >= deadline.get().toNanos();
  }

  PluginException hangs(Duration grace) {
    Call hanging = call;
    return new PluginException(
        hanging.plugin(),
        hanging.method()
            + " has not returned within "
            + grace.toMillis() / 1000.0
            + " s after the run was to end; the run is given up and its thread left behind");
  }
}
