/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

/** Chooses the token that is fed in place of the unknown predecessor of a row's first token. */
final class StandIn {
  private StandIn() {}

  /**
   * As in the authors' code for LlamaGen: the newest token two rows above the row that starts. The
   * second row, which starts early only with {@code first-row=window}, has no such row; there it is
   * the newest token of the first.
   */
  static int forRow(int row, Rows rows) {
    return rows.newestToken(Math.max(row - 2, 0));
  }
}
