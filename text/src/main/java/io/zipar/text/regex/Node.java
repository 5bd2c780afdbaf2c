/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.List;
import java.util.function.IntPredicate;

/** A part of a regular expression. */
sealed interface Node {
  /** One character. */
  record One(IntPredicate set) implements Node {}

  /** Parts after one another, none for the empty text. */
  record All(List<Node> parts) implements Node {}

  /** The first of several that lets the rest match. */
  record Any(List<Node> choices) implements Node {}

  /** A part several times; {@code most} is {@link #UNBOUNDED} or at least {@code least}. */
  record Repeat(Node part, int least, int most, boolean greedy) implements Node {}

  /** What a part matches first and nothing else of what it could match. */
  record Atomic(Node part) implements Node {}

  /** Whether a part matches from here. */
  record LookAhead(Node part, boolean wanted) implements Node {}

  /** Whether a part of so many characters ends here. */
  record Behind(Node part, int length, boolean wanted) implements Node {}

  /** A place. */
  record At(Place place) implements Node {}

  /** No bound of a repetition. */
  int UNBOUNDED = Integer.MAX_VALUE;

  /** Places between characters. */
  enum Place {
    /** The begin of the text. */
    START,
    /** The end of the text. */
    END,
    /** The end of the text or before the line feed that ends it. */
    LAST_LINE_END,
    /** The begin of a line. */
    LINE_START,
    /** The end of a line. */
    LINE_END,
    /** Between a character of words and another. */
    WORD_EDGE,
    /** Elsewhere. */
    NO_WORD_EDGE
  }
}
