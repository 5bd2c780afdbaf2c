/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import java.util.Arrays;

/** The rows of logits of a pass and what each is read at; the memory is kept for the next one. */
final class LogitRows {
  int count;
  int[] firstPart = {0, 0};
  int[] entries = {};
  int[] heads = {};

  void begin() {
    count = 0;
  }

  void add() {
    count++;
    if (firstPart.length <= count) {
      firstPart = Arrays.copyOf(firstPart, 2 * count + 1);
    }
    firstPart[count] = firstPart[count - 1];
  }

  void addPart(int entry, int head) {
    int part = firstPart[count]++;
    if (entries.length == part) {
      entries = Arrays.copyOf(entries, 2 * part + 1);
      heads = Arrays.copyOf(heads, 2 * part + 1);
    }
    entries[part] = entry;
    heads[part] = head;
  }
}
