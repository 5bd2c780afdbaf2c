/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * The root of everything this framework throws on purpose. The message is one line that a user can
 * act on: it names the input or the plugin, says what is wrong and what would be right.
 */
@ApiStatus.Experimental(since = "0.1")
public class ZiparException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param message one line for the user
   */
  public ZiparException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message one line for the user
   * @param cause what made this necessary
   */
  public ZiparException(String message, Throwable cause) {
    super(message, cause);
  }
}
