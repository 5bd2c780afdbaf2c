/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.torch;

import ai.djl.engine.EngineException;
import io.zipar.ZiparException;
import java.util.function.Supplier;

/** Turns what libtorch throws into one line for the user. */
public final class TorchErrors {
  private TorchErrors() {}

  /**
   * Runs an action on the engine.
   *
   * @param <T> type of the result
   * @param what the action in a few words, for the message
   * @param action calls the engine
   * @return what the action returns
   * @throws ZiparException if libtorch fails, for example for want of memory; libtorch's text
   *     follows {@code what} in the message, its C++ stack trace does not
   */
  public static <T> T translate(String what, Supplier<T> action) {
    try {
      return action.get();
    } catch (EngineException e) {
      throw new ZiparException("backend 'djl': " + what + " failed: " + firstLine(e), e);
    }
  }

  /**
   * What libtorch says, without its C++ stack trace.
   *
   * @param failure thrown by the engine
   * @return the first line of the innermost message
   */
  public static String firstLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.strip().lines().findFirst().orElse(root.toString());
  }
}
