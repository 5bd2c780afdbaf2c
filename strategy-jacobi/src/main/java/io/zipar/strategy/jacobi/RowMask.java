/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.AttentionMask;
import io.zipar.spi.SequenceLayout;

/**
 * Row-causal visibility (compare arXiv 2606.05703): whatever is fed for a row sees that row and, of
 * every other, only what is settled; drafts and stand-ins of other rows stay out of sight, and so
 * do the rejected ones that still lie in their slots.
 */
final class RowMask implements AttentionMask {
  /** A view without restriction. */
  static final int EVERYTHING = -1;

  private final SequenceLayout layout;
  private final int columns;
  private final int[] viewOf;
  private final int[] settled;

  /**
   * @param viewOf for each position that is fed, the row it is fed for, or {@link #EVERYTHING}
   * @param settled how many cells of each row are settled
   */
  RowMask(SequenceLayout layout, int[] viewOf, int[] settled) {
    this.layout = layout;
    this.columns = layout.grid().columns();
    this.viewOf = viewOf;
    this.settled = settled;
  }

  @Override
  public boolean sees(int query, int slot) {
    int view = viewOf[query];
    if (view == EVERYTHING || layout.isStructural(slot)) {
      return true;
    }
    int cell = layout.cellIndex(slot);
    int row = cell / columns;
    return row == view || cell % columns < settled[row];
  }
}
