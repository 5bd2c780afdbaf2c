/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import java.util.regex.Pattern;

/** Makes a text fit for an error: names in a checkpoint are untrusted and may hold anything. */
public final class OneLine {
  private static final int MAX_LENGTH = 2000;

  /** Control characters, C1 among them, line separators, and what changes the writing direction. */
  private static final Pattern UNFIT =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x80-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\p{Cs}]");

  private OneLine() {}

  /**
   * Replaces what would break the line or the terminal and shortens what is too long to read.
   *
   * @param text any text
   * @return one line of at most 2000 characters and an ellipsis
   */
  public static String of(String text) {
    String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return UNFIT.matcher(shown).replaceAll("?");
  }

  /**
   * Cuts what is quoted from a file within a message.
   *
   * @param text any text
   * @param length how many characters to keep at most
   * @return one line of at most that many characters and an ellipsis
   */
  public static String of(String text, int length) {
    return of(text.length() > length ? text.substring(0, length) + "..." : text);
  }
}
