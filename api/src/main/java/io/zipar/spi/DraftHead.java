/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;

/**
 * A head that a model has besides its own prediction: from what is fed at a position it guesses the
 * token at a fixed displacement. Its rows only ever make drafts, so no image depends on them.
 *
 * @param rows rows of the layout, end-of-line tokens included, from the position to the target; 0
 *     or more
 * @param positions positions from there on; rows and positions together lead ahead
 */
@ApiStatus.Experimental(since = "0.1")
public record DraftHead(int rows, int positions) {
  /**
   * Checks that the head looks ahead.
   *
   * @throws InvalidInputException if the rows are negative, or the head of no row does not look
   *     ahead
   */
  public DraftHead {
    if (rows < 0 || (rows == 0 && positions < 1)) {
      throw new InvalidInputException(
          "a draft head "
              + rows
              + " rows and "
              + positions
              + " positions away does not look ahead of what it is fed");
    }
  }

  /**
   * A head that looks along the sequence, as those of Medusa do.
   *
   * @param positions how far ahead the target lies, at least 1; 1 is the successor
   * @return the head
   * @throws InvalidInputException if that is not ahead
   */
  public static DraftHead ahead(int positions) {
    return new DraftHead(0, positions);
  }

  /**
   * A head that looks into a row further down.
   *
   * @param rows how many rows down, at least 1
   * @param positions how many positions to the right of the cell below, may be negative
   * @return the head
   * @throws InvalidInputException if that is not ahead
   */
  public static DraftHead below(int rows, int positions) {
    return new DraftHead(rows, positions);
  }

  /**
   * The position that the head guesses the token of.
   *
   * @param layout the layout of the image
   * @param position a fed position, or {@link SequenceLayout#PREFIX_END}
   * @return a position, which may be structural or lie beyond the layout
   */
  public int target(SequenceLayout layout, int position) {
    return position + rows * layout.rowLength() + positions;
  }
}
