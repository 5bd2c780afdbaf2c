/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** Characters that differ in case alone, the long s and the sign of kelvin among them. */
final class CaseClasses {
  private static final int CASED_CHARACTERS_END = 0x20000;
  private static final Map<Integer, int[]> CLASSES = classes();

  private CaseClasses() {}

  /** A set with what its members become in another case. */
  static IntPredicate anyCase(IntPredicate set) {
    return c -> {
      if (set.test(c)) {
        return true;
      }
      int[] others = CLASSES.get(fold(c));
      for (int i = 0; others != null && i < others.length; i++) {
        if (set.test(others[i])) {
          return true;
        }
      }
      return false;
    };
  }

  private static int fold(int c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }

  private static Map<Integer, int[]> classes() {
    Map<Integer, int[]> classes = new HashMap<>();
    for (int c = 0; c < CASED_CHARACTERS_END; c++) {
      int folded = fold(c);
      if (folded != c) {
        int[] others = classes.getOrDefault(folded, new int[] {folded});
        int[] more = Arrays.copyOf(others, others.length + 1);
        more[others.length] = c;
        classes.put(folded, more);
      }
    }
    return classes;
  }
}
