/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.PluginException;
import io.zipar.ZiparException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls into a plugin outside of a run: on a thread of its own, so that a plugin that never returns
 * can be given up, and with every failure named. Immutable, safe for several threads.
 */
public final class WatchedCall {
  /** How long a plugin may take to describe itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String plugin;
  private final Duration patience;

  /**
   * Watches calls that only describe a plugin, and should return at once.
   *
   * @param plugin the plugin as errors name it
   */
  public WatchedCall(String plugin) {
    this(plugin, PATIENCE);
  }

  /**
   * Watches calls.
   *
   * @param plugin the plugin as errors name it
   * @param patience after this time a call is given up; the thread that hangs in it is interrupted
   *     and left behind
   */
  public WatchedCall(String plugin, Duration patience) {
    this.plugin = plugin;
    this.patience = patience;
  }

  /**
   * The plugin.
   *
   * @return as errors name it
   */
  public String plugin() {
    return plugin;
  }

  /**
   * An error of the plugin.
   *
   * @param problem what it did
   * @return the error, to be thrown
   */
  public PluginException failure(String problem) {
    return new PluginException(plugin, problem);
  }

  /**
   * Calls into the plugin.
   *
   * @param <T> what it returns
   * @param method the call as errors name it
   * @param body the call
   * @return what the plugin returned
   * @throws PluginException if it failed, returned null, or did not return in time
   */
  public <T> T require(String method, Supplier<T> body) {
    T result = call(method, body);
    if (result == null) {
      throw failure(method + " returned null");
    }
    return result;
  }

  /**
   * Calls into the plugin. An interrupted caller waits on, and stays interrupted.
   *
   * @param <T> what it returns
   * @param method the call as errors name it
   * @param body the call
   * @return what the plugin returned
   * @throws PluginException if it failed with anything but a {@link ZiparException} or did not
   *     return in time
   */
  public <T> T call(String method, Supplier<T> body) {
    FutureTask<Attempt<T>> task = new FutureTask<>(() -> Attempt.at(body));
    Thread thread = new PluginThread("zipar-plugin", task, () -> plugin + ": " + method);
    thread.start();
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          long left = end - System.nanoTime();
          return task.get(left, TimeUnit.NANOSECONDS).outcome(plugin, method);
        } catch (InterruptedException e) {
          // The call is a short one, and what comes next knows what to do when interrupted.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("an attempt does not fail", e);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw failure(
          method
              + " has not returned within "
              + patience.toMillis() / 1000.0
              + " s; it is given up and its thread left behind");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Calls into the plugin on the caller's thread, for work that may take its time.
   *
   * @param <T> what it returns
   * @param method the call as errors name it
   * @param body the call
   * @return what the plugin returned
   * @throws PluginException if it failed with anything but a {@link ZiparException}, or returned
   *     null
   */
  public <T> T here(String method, Supplier<T> body) {
    T result = Attempt.at(body).outcome(plugin, method);
    if (result == null) {
      throw failure(method + " returned null");
    }
    return result;
  }
}
