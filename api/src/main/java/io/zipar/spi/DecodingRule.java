/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The rules that {@link io.zipar.Generator} enforces on every step of a {@link DecodingProcess}. An
 * error names the strategy and the number and text of the rule.
 */
@ApiStatus.Stable(since = "0.1")
public enum DecodingRule {
  /** The first step of a process, and no other, queries {@link SequenceLayout#PREFIX_END}. */
  R1("the first step, and no other, queries position -1 (the prefill)"),
  /** What is fed lies in the layout. */
  R2("fed positions lie in the layout"),
  /** A position is fed once a step. */
  R3("a position is fed at most once in a step"),
  /** Fed tokens lie in the vocabulary. */
  R4("fed tokens lie in the vocabulary"),
  /** A known feed is what was committed, or the structural token of its position. */
  R5("a token fed as known is the committed or structural token of its position"),
  /** A query is fed in the same step, so its predecessor is known, a stand-in or a draft. */
  R6("a queried position is fed in the same step"),
  /**
   * A query predicts a cell: structural tokens are known, and nothing follows the last position.
   */
  R7("a query predicts a cell, never a structural position or one beyond the layout"),
  /** A position is queried once a step. */
  R8("a position is queried at most once in a step"),
  /** A step asks for something or feeds something. */
  R9("a step feeds or queries at least one position"),
  /** Commits are to cells. */
  R10("tokens are committed to cells, not to structural positions or beyond the layout"),
  /** A cell is committed once. */
  R11("a cell is committed once"),
  /** Committed tokens lie in the vocabulary. */
  R12("committed tokens lie in the vocabulary"),
  /** A committed token was predicted. */
  R13("a token is committed only after a query for its cell"),
  /** The process ends when the image is complete. */
  R14("a process that is done has committed every cell"),
  /** The process does end. */
  R15("a process is done after a bounded number of passes"),
  /** A process answers. */
  R16("begin() and next() do not return null");

  private final String text;

  DecodingRule(String text) {
    this.text = text;
  }

  /**
   * The rule in words.
   *
   * @return one line
   */
  public String text() {
    return text;
  }
}
