/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/**
 * What the query token at a target begins as, in a network that predicts any cell. The array is not
 * copied, and nobody writes to it.
 *
 * @param placement where the query token stands in the KV cache
 * @param values rows x width: one row for each position, or one for all
 * @param width of a row
 */
@ApiStatus.Experimental(since = "0.1")
public record QueryRows(Placement placement, float[] values, int width) {
  /** Where a query token stands, and who sees it. */
  public enum Placement {
    /**
     * Each token has its query token in the slot before it, and everything sees the slots before
     * its own (RandAR, arXiv 2412.01827). The queries of a pass stand one behind another; when
     * their tokens are fed, those that could not see the tokens before them are fed again.
     */
    BESIDE,
    /**
     * A token takes the slot of its query token. The queries of a pass see all tokens and each
     * other; the tokens of a pass see all tokens, and no query (LPD, arXiv 2507.01957).
     */
    IN_PLACE
  }

  /**
   * Finds the row of a position.
   *
   * @param position from 0
   * @return index of its row
   */
  public int row(int position) {
    return values.length == width ? 0 : position;
  }
}
