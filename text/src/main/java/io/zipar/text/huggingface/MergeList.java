/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.Arrays;

/** Pairs of names in the order of the file, kept small: lists have up to a million. */
final class MergeList {
  private final StringBuilder names = new StringBuilder();
  private int[] ends = new int[64];
  private int size;

  int size() {
    return size / 2;
  }

  void add(String left, String right) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
    }
    ends[size++] = names.append(left).length();
    ends[size++] = names.append(right).length();
  }

  String left(int index) {
    return name(2 * index);
  }

  String right(int index) {
    return name(2 * index + 1);
  }

  private String name(int index) {
    return names.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
  }
}
