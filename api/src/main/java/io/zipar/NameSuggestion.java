/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name a user may have meant. */
final class NameSuggestion {
  private NameSuggestion() {}

  /** Returns {@code " (did you mean 'zipar'?)"}, or an empty text where no name is near. */
  static String among(Collection<String> names, String wanted) {
    int tolerance = Math.max(1, wanted.length() / 3);
    return names.stream()
        .filter(name -> distance(name, wanted) <= tolerance)
        .min(Comparator.comparingInt(name -> distance(name, wanted)))
        .map(name -> " (did you mean '" + name + "'?)")
        .orElse("");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
