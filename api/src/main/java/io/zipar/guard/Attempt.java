/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.guard;

import java.util.function.Supplier;

/**
 * How a call into a plugin ended. A plugin may throw anything at all: checked exceptions that it
 * does not declare, errors, and throwables whose own methods throw, which no exception of the JDK
 * can have for a cause.
 *
 * @param <T> what the call returns
 * @param result what it returned, null if it threw
 * @param thrown what it threw, or null
 */
public record Attempt<T>(T result, Throwable thrown) {
  /**
   * Calls on this thread.
   *
   * @param <T> what the call returns
   * @param body the call
   * @return how it ended
   */
  @SuppressWarnings("checkstyle:illegalcatch")
  public static <T> Attempt<T> at(Supplier<T> body) {
    try {
      return new Attempt<>(body.get(), null);
    } catch (Throwable e) {
      return new Attempt<>(null, e);
    }
  }

  /**
   * Ends as the call ended.
   *
   * @param plugin the plugin as errors name it
   * @param method the call as errors name it
   * @return what the plugin returned
   * @throws io.zipar.ZiparException that names plugin and call, if it threw
   */
  public T outcome(String plugin, String method) {
    if (thrown != null) {
      throw Blame.of(plugin, method, thrown);
    }
    return result;
  }
}
