/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

/** A regular expression that is broken, not supported, or takes too many steps on a text. */
public final class RegexException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param message a phrase that follows "its regular expression"
   */
  public RegexException(String message) {
    super(message);
  }
}
