/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The rules that {@link io.zipar.run.Generator} enforces on every step of a {@link
 * DecodingProcess}. An error names the strategy and the number and text of the rule.
 */
@ApiStatus.Experimental(since = "0.1")
public enum DecodingRule {
  /** A process answers. */
  R1("begin() and next() do not return null"),
  /** What is fed lies in the layout. */
  R2("fed positions lie in the layout"),
  /** A position is fed once a step. */
  R3("a position is fed at most once in a step"),
  /** Fed tokens lie in the vocabulary. */
  R4("fed tokens lie in the vocabulary"),
  /** A known feed is what was committed or given, or the structural token of its position. */
  R5("a token fed as known is the committed, given or structural token of its position"),
  /** What {@link Prediction#needs} names is there. */
  R6("what the model needs for a target is fed in the same step"),
  /** Structural tokens are known, and nothing lies beyond the last position. */
  R7("a target is a cell, never a structural position or one beyond the layout"),
  /** A target is asked for once a step. */
  R8("a target is asked for at most once in a step"),
  /** A step asks for something or feeds something. */
  R9("a step feeds or asks for at least one position"),
  /** Commits are to cells. */
  R10("tokens are committed to cells, not to structural positions or beyond the layout"),
  /** A cell is committed once, and a given one never. */
  R11("a cell that has a token is not committed again"),
  /** Committed tokens lie in the vocabulary. */
  R12("committed tokens lie in the vocabulary"),
  /** A committed token was predicted. */
  R13("a token is committed only after its cell was asked for"),
  /** The process ends when the image is complete. */
  R14("a process that is done has committed every cell"),
  /** The process does end. */
  R15("a process is done after a bounded number of passes"),
  /** A draft row is one that the model can yield in this pass. */
  R16("a draft is read once, at what the step feeds, by a head of the model that guesses a cell"),
  /** Events belong to cells. */
  R17("what became of a draft is noted for a cell");

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
