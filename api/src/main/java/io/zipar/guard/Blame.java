/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import io.zipar.PluginException;
import io.zipar.ZiparException;
import io.zipar.spi.support.OneLine;
import java.util.ServiceConfigurationError;

/** Turns what a call into a plugin threw into what its caller is to throw. */
final class Blame {
  private Blame() {}

  /**
   * The exception that names plugin and call. Exceptions of this project say already what they mean
   * and stay as they are.
   *
   * @param plugin the plugin as errors name it
   * @param method the call as errors name it
   * @param thrown what was thrown, of whatever kind
   * @return to be thrown
   * @throws OutOfMemoryError if that was thrown: it says nothing about the plugin
   */
  static ZiparException of(String plugin, String method, Throwable thrown) {
    if (thrown instanceof OutOfMemoryError outOfMemory) {
      throw outOfMemory;
    }
    if (thrown instanceof ZiparException known) {
      return known;
    }
    if (thrown instanceof ServiceConfigurationError wrapped && wrapped.getCause() != null) {
      return of(plugin, method, wrapped.getCause());
    }
    if (thrown instanceof ExceptionInInitializerError wrapped && wrapped.getCause() != null) {
      return of(plugin, method + ": a static initialiser", wrapped.getCause());
    }
    String hint =
        thrown instanceof NoClassDefFoundError
            ? "; the jar of that class belongs beside the plugin"
            : "";
    return new PluginException(
        plugin, method + " failed with " + OneLine.describe(thrown) + hint, thrown);
  }
}
