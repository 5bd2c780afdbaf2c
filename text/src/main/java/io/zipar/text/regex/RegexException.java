/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import io.zipar.spi.support.OneLine;

/** A regular expression that is broken, not supported, or takes too many steps on a text. */
public final class RegexException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param message a phrase that follows "its regular expression"; what does not print is replaced
   */
  public RegexException(String message) {
    super(OneLine.of(message));
  }
}
