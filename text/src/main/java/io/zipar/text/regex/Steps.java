/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

/**
 * Counts the steps that are spent on one text, so that no expression takes for ever. Not safe for
 * several threads: each text has its own.
 */
public final class Steps {
  /** Published expressions take some 50 steps for a character. */
  private static final int MOST = 20_000_000;

  private int taken;

  /** No steps taken yet. */
  public Steps() {}

  /**
   * Takes a step.
   *
   * @throws RegexException if there were too many
   */
  public void take() {
    if (++taken > MOST) {
      throw new RegexException("takes more than " + MOST + " steps on this text");
    }
  }
}
