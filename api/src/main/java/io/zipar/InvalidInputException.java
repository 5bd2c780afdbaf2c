/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

/**
 * Something the user handed in cannot be used: a file, an option, a request. Command lines end with
 * exit code 2 on it and print the message alone.
 */
@ApiStatus.Experimental(since = "0.1")
public class InvalidInputException extends ZiparException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param message one line that names the input, what is wrong and what would be right
   */
  public InvalidInputException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message one line that names the input, what is wrong and what would be right
   * @param cause what made this necessary
   */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
