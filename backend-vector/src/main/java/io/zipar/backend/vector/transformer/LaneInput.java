/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.models.network.QueryRows;
import io.zipar.models.pass.LaneSequence;

/**
 * A lane of a session and what its entries begin as.
 *
 * @param sequence lays out its passes
 * @param prefixRows slots of the prefix x width
 */
record LaneInput(LaneSequence sequence, float[] prefixRows) {
  /** Copies what a query token begins as. */
  void copyQuery(int row, float[] target, int to) {
    QueryRows rows = sequence.queries().orElseThrow();
    System.arraycopy(rows.values(), row * rows.width(), target, to, rows.width());
  }

  /** Copies what a slot of the prefix begins as. */
  void copyPrefix(int slot, float[] target, int to) {
    int width = prefixRows.length / sequence.prefix().slots();
    System.arraycopy(prefixRows, slot * width, target, to, width);
  }
}
