/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.models.pass.LaneSequence.Content;

/** The entries of a pass; the memory is kept for the next one. */
final class Entries {
  int count;
  Content[] contents = {};
  int[] rows = {};
  int[] slots = {};
  int[] places = {};

  void begin(int most) {
    count = 0;
    if (slots.length < most) {
      contents = new Content[most];
      rows = new int[most];
      slots = new int[most];
      places = new int[most];
    }
  }

  int add(Content content, int row, int slot, int place) {
    contents[count] = content;
    rows[count] = row;
    slots[count] = slot;
    places[count] = place;
    return count++;
  }
}
