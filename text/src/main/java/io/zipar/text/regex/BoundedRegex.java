/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.function.BiConsumer;

/**
 * A regular expression in the syntax of the Hugging Face library that takes a bounded number of
 * steps. Immutable, safe for several threads.
 */
public final class BoundedRegex {
  private static final int MOST_CHARACTERS = 100_000;

  private final Program program;

  private BoundedRegex(Program program) {
    this.program = program;
  }

  /**
   * Reads an expression.
   *
   * @param pattern the expression
   * @return what finds it
   * @throws RegexException if it is broken, too long, or has what is not supported
   */
  public static BoundedRegex of(String pattern) {
    if (pattern.length() > MOST_CHARACTERS) {
      throw new RegexException("has more than " + MOST_CHARACTERS + " characters");
    }
    return new BoundedRegex(Program.of(RegexParser.parse(pattern)));
  }

  /**
   * Finds all matches from left to right, none of which overlap. An empty one directly behind
   * another match is left out.
   *
   * @param text where to search, without half surrogate pairs
   * @param steps counts the work
   * @param target receives begin and end of each
   * @throws RegexException if it takes too many steps
   */
  public void findAll(String text, Steps steps, BiConsumer<Integer, Integer> target) {
    Matching matching = new Matching(program, text, steps);
    int lastEnd = Matching.NONE;
    int from = 0;
    while (from <= text.length()) {
      int end = matching.run(0, from);
      if (end == Matching.NONE || end == from && end == lastEnd) {
        from += from < text.length() ? Character.charCount(text.codePointAt(from)) : 1;
      } else {
        target.accept(from, end);
        lastEnd = end;
        from = end;
      }
    }
  }
}
