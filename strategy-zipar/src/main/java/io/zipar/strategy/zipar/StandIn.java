/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

/** Chooses the token that is fed in place of the unknown predecessor of a row's first token. */
enum StandIn {
  /**
   * As in the authors' code for LlamaGen: the newest token two rows above the row that starts, in
   * the last row so far up that has any. The second row, which starts early only with {@code
   * first-row=window}, has no such row; there it is the newest token of the first.
   */
  ABOVE {
    @Override
    int token(int row, Rows rows) {
      int source = Math.max(row - 2, 0);
      while (rows.filled(source) == 0) {
        source--;
      }
      return rows.newestToken(source);
    }
  },
  /**
   * The token in the place of the unknown one in the frame before, or the newest of that row if it
   * does not reach so far. Where there is no such row, in the first frame, or nothing of it yet, it
   * is the token from above.
   */
  BEFORE {
    @Override
    int token(int row, Rows rows) {
      int source = row - 1 - rows.ofFrame();
      return source < 0 || rows.filled(source) == 0
          ? ABOVE.token(row, rows)
          : rows.newestToken(source);
    }
  };

  /**
   * The token to feed.
   *
   * @param row a row whose predecessor is not complete, at least 1
   * @param rows what there is of all rows
   * @return a token of another row
   */
  abstract int token(int row, Rows rows);
}
