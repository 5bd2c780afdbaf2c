/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.regex;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** Collects the members of a set of characters. */
final class SetBuilder {
  private final List<int[]> ranges = new ArrayList<>();
  private final List<IntPredicate> sets = new ArrayList<>();

  void add(int first, int last) {
    ranges.add(new int[] {first, last});
  }

  void add(IntPredicate set) {
    sets.add(set);
  }

  boolean isEmpty() {
    return ranges.isEmpty() && sets.isEmpty();
  }

  /** The union of what was added. */
  IntPredicate build() {
    List<int[]> merged = new ArrayList<>();
    ranges.sort(Comparator.comparingInt(range -> range[0]));
    for (int[] range : ranges) {
      int[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range[0] <= last[1]) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        merged.add(range.clone());
      }
    }
    int[][] sorted = merged.toArray(int[][]::new);
    IntPredicate[] others = sets.toArray(IntPredicate[]::new);
    return c -> isInside(sorted, c) || isInOne(others, c);
  }

  private static boolean isInside(int[][] ranges, int c) {
    int low = 0;
    int high = ranges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges[middle][1] < c) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < ranges.length && ranges[low][0] <= c;
  }

  private static boolean isInOne(IntPredicate[] sets, int c) {
    for (IntPredicate set : sets) {
      if (set.test(c)) {
        return true;
      }
    }
    return false;
  }
}
