/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi.support;

import io.zipar.ApiStatus;

/**
 * Makes a text fit for a message: what stands in a checkpoint, comes from a plugin or was given by
 * a user may hold anything, and must neither break the line nor give orders to a terminal.
 */
@ApiStatus.Experimental(since = "0.1")
public final class OneLine {
  private static final int MAX_LENGTH = 2000;
  private static final int MAX_CAUSES = 100;

  /** Controls, separators of lines, what turns the direction of writing, halves of a character. */
  private static final String UNPRINTABLE =
      "[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x80-\\x9f\\x{200e}\\x{200f}\\x{202a}-\\x{202e}"
          + "\\x{2066}-\\x{2069}\\p{Cs}]";

  private OneLine() {}

  /**
   * Replaces what would break the line or the terminal and shortens what is too long to read.
   *
   * @param text any text
   * @return one line of at most 2000 characters and an ellipsis
   */
  public static String of(String text) {
    return of(text, MAX_LENGTH);
  }

  /**
   * Replaces what would break the line or the terminal and shortens what is too long for a place.
   *
   * @param text any text
   * @param maxLength the number of characters from which on it is cut, at least 1
   * @return one line of at most so many characters and an ellipsis
   */
  public static String of(String text, int maxLength) {
    return printable(text.length() > maxLength ? text.substring(0, maxLength) + "..." : text);
  }

  /**
   * Replaces what would break the line or the terminal, whatever the length.
   *
   * @param text any text
   * @return one line
   */
  public static String printable(String text) {
    return text.replaceAll(UNPRINTABLE, "?");
  }

  /**
   * Describes a failure in one line, even where the failure's own methods fail.
   *
   * @param failure anything thrown
   * @return its class and its message
   */
  public static String describe(Throwable failure) {
    try {
      return of(failure.toString());
    } catch (Exception | Error e) {
      return failure.getClass().getName();
    }
  }

  /**
   * The message of a failure in one line, even where the failure's own methods fail.
   *
   * @param failure anything thrown
   * @return its message, or its class where it has none
   */
  public static String message(Throwable failure) {
    try {
      String message = failure.getMessage();
      return message == null || message.isBlank() ? describe(failure) : of(message);
    } catch (Exception | Error e) {
      return failure.getClass().getName();
    }
  }

  /**
   * The failure at the bottom of a chain of causes, which tends to say what was wrong.
   *
   * @param failure anything thrown
   * @return the last cause, or the failure itself where it has none
   */
  public static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; i < MAX_CAUSES; i++) {
      Throwable cause = causeOf(root);
      if (cause == null || cause == root) {
        break;
      }
      root = cause;
    }
    return root;
  }

  private static Throwable causeOf(Throwable failure) {
    try {
      return failure.getCause();
    } catch (Exception | Error e) {
      return null;
    }
  }
}
