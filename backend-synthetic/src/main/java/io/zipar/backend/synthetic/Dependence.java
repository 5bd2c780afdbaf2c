/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.synthetic;

import io.zipar.ApiStatus;

/**
 * What the distribution of a cell depends on, besides the conditioning and the cell itself.
 *
 * @param kind nothing, a neighbourhood, or all that is visible
 * @param reach for {@link Kind#LOCAL}: rows above and columns to both sides that matter, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record Dependence(Kind kind, int reach) {
  /** The kinds of dependence. */
  public enum Kind {
    /** On no token: every strategy yields the same image. */
    INDEPENDENT,
    /** On the visible tokens before the cell that lie within the reach of it. */
    LOCAL,
    /** On every visible token before the cell. */
    FULL,
    /**
     * On every visible token before the cell, and through each of these on what it saw itself when
     * it was fed, as in a network of several layers: a slot that was written beside a wrong token
     * stays wrong.
     */
    DEEP
  }

  /** Depends on nothing. */
  public static final Dependence INDEPENDENT = new Dependence(Kind.INDEPENDENT, 1);

  /** Depends on everything visible. */
  public static final Dependence FULL = new Dependence(Kind.FULL, 1);

  /** Depends on everything visible, and on what that saw. */
  public static final Dependence DEEP = new Dependence(Kind.DEEP, 1);

  /**
   * Checks the reach.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Dependence {
    if (reach < 1) {
      throw new IllegalArgumentException("reach " + reach + " is below 1");
    }
  }

  /**
   * Depends on a neighbourhood.
   *
   * @param reach rows above and columns to both sides that matter, at least 1
   * @return the dependence
   */
  public static Dependence local(int reach) {
    return new Dependence(Kind.LOCAL, reach);
  }
}
