/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that a user may have meant, for error messages. */
@ApiStatus.Experimental(since = "0.1")
public final class NearestName {
  private NearestName() {}

  /**
   * Suggests a name.
   *
   * @param names the names that exist
   * @param wanted what the user wrote
   * @return {@code " (did you mean 'zipar'?)"}, or an empty text where no name is near
   */
  public static String hint(Collection<String> names, String wanted) {
    int tolerance = Math.max(2, wanted.length() / 2);
    return names.stream()
        .filter(name -> distance(name, wanted) <= tolerance)
        .min(Comparator.comparingInt(name -> distance(name, wanted)))
        .map(name -> " (did you mean '" + name + "'?)")
        .orElse("");
  }

  /** The number of insertions, deletions and replacements between two names, case aside. */
  private static int distance(String name, String other) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
