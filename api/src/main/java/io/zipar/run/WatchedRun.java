/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.run;

import io.zipar.GenerationResult;
import io.zipar.PluginException;
import io.zipar.RunLimits;
import io.zipar.ZiparException;
import io.zipar.guard.PluginThread;
import io.zipar.guard.RunWatch;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A run on a thread of its own, so that a plugin that never returns can be given up: the caller
 * waits, and past the limits it leaves the thread behind.
 */
final class WatchedRun {
  private static final long POLL_MILLIS = 20;

  private final FutureTask<GenerationResult> task;
  private final RunWatch watch;
  private final RunLimits limits;

  /**
   * Prepares the thread of a run.
   *
   * @param run prepares the run and runs it; called on the run's thread
   * @param watch knows what the run is doing
   * @param limits how long it may take
   */
  WatchedRun(Callable<GenerationResult> run, RunWatch watch, RunLimits limits) {
    this.task = new FutureTask<>(run);
    this.watch = watch;
    this.limits = limits;
  }

  /**
   * Runs to the end, to cancellation, or to the limits. An interrupted caller cancels the run and
   * stays interrupted.
   *
   * @return what the run yielded
   * @throws PluginException if a plugin breaks a rule, fails or hangs
   */
  GenerationResult await() {
    Thread worker = new PluginThread("zipar-run", task, watch::call);
    worker.start();
    boolean interrupted = false;
    long stopSince = 0;
    try {
      while (true) {
        try {
          return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
          watch.requestStop();
        } catch (TimeoutException e) {
          if (!watch.mustStop()) {
            continue;
          }
          stopSince = stopSince == 0 ? System.nanoTime() : stopSince;
          if (System.nanoTime() - stopSince >= limits.grace().toNanos()) {
            watch.requestStop();
            // Named before it is interrupted: a plugin that listens has returned a moment later.
            PluginException hangs = watch.hangs(limits.grace());
            worker.interrupt();
            throw hangs;
          }
        } catch (ExecutionException e) {
          throw unwrap(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrap(ExecutionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime
        ? runtime
        : new ZiparException("the run failed with " + cause, cause);
  }
}
