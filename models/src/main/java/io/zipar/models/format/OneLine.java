/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

/** Makes a text fit for an error: names in a checkpoint are untrusted and may hold anything. */
public final class OneLine {
  private static final int MAX_LENGTH = 2000;

  private OneLine() {}

  /**
   * Replaces what would break the line or the terminal and shortens what is too long to read.
   *
   * @param text any text
   * @return one line of at most 2000 characters and an ellipsis
   */
  public static String of(String text) {
    String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return shown.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\x80-\\x9f]", "?");
  }
}
