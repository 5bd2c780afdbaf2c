/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.PluginException;
import io.zipar.ZiparException;
import java.util.function.Supplier;

/** Calls into a plugin: names it in every error, and lets the watch know where a run is. */
public class PluginGuard {
  private final String plugin;
  private final RunWatch watch;

  /**
   * Guards a plugin.
   *
   * @param plugin the plugin as errors name it
   * @param watch knows where the run is
   */
  public PluginGuard(String plugin, RunWatch watch) {
    this.plugin = plugin;
    this.watch = watch;
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
   * @param method the method as errors name it
   * @param body the call
   * @return what the plugin returned
   * @throws PluginException if it failed with anything but a {@link ZiparException}
   */
  public <T> T call(String method, Supplier<T> body) {
    RunWatch.Call outer = watch.entering(plugin, method);
    try {
      return Attempt.at(body).outcome(plugin, method);
    } finally {
      watch.left(outer);
    }
  }

  /**
   * As {@link #call}, for a method that returns nothing.
   *
   * @param method the method as errors name it
   * @param body the call
   */
  public void run(String method, Runnable body) {
    call(
        method,
        () -> {
          body.run();
          return null;
        });
  }

  /**
   * As {@link #call}, for a method that must not return null.
   *
   * @param <T> what it returns
   * @param method the method as errors name it
   * @param body the call
   * @return what the plugin returned
   */
  public <T> T require(String method, Supplier<T> body) {
    T result = call(method, body);
    if (result == null) {
      throw failure(method + " returned null");
    }
    return result;
  }
}
