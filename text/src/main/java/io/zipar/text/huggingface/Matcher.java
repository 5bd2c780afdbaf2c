/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.text.regex.BoundedRegex;
import io.zipar.text.regex.Steps;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/**
 * Finds what a text is split at, or what is replaced in it. Stateless, safe for several threads.
 */
@FunctionalInterface
interface Matcher {
  /** Tells begin and end of all matches, from left to right, none of which overlap. */
  void findAll(String text, Steps steps, BiConsumer<Integer, Integer> target);

  static Matcher ofRegex(BoundedRegex regex) {
    return regex::findAll;
  }

  /** A text that is not empty. */
  static Matcher ofText(String wanted) {
    return (text, steps, target) -> {
      int found = text.indexOf(wanted);
      while (found >= 0) {
        target.accept(found, found + wanted.length());
        found = text.indexOf(wanted, found + wanted.length());
      }
    };
  }

  /** Each character of a set. */
  static Matcher ofCharacters(IntPredicate set) {
    return (text, steps, target) -> {
      for (int at = 0; at < text.length(); ) {
        int c = text.codePointAt(at);
        int end = at + Character.charCount(c);
        if (set.test(c)) {
          target.accept(at, end);
        }
        at = end;
      }
    };
  }
}
