/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.engine;

import io.zipar.PluginException;
import io.zipar.ZiparException;
import java.util.function.Supplier;

/** Calls into a plugin: names it in every error, and lets the watch know where a run is. */
class PluginGuard {
  private final String plugin;
  private final RunWatch watch;

  /**
   * @param plugin the plugin as errors name it
   */
  PluginGuard(String plugin, RunWatch watch) {
    this.plugin = plugin;
    this.watch = watch;
  }

  PluginException failure(String problem) {
    return new PluginException(plugin, problem);
  }

  <T> T call(String method, Supplier<T> body) {
    watch.entering(plugin, method);
    try {
      return body.get();
    } catch (ZiparException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      throw new PluginException(plugin, method + " failed with " + e, e);
    } finally {
      watch.left();
    }
  }

  /** As {@link #call}, for a method that must not return null. */
  <T> T require(String method, Supplier<T> body) {
    T result = call(method, body);
    if (result == null) {
      throw failure(method + " returned null");
    }
    return result;
  }
}
