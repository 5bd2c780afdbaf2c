/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import io.zipar.spi.Distribution;

/**
 * What becomes of the draft of a position when the forward pass yields a row p for it, the
 * distribution given the tokens that stood before it in that pass. One per image; used by one
 * thread.
 */
interface DraftRule {
  /**
   * Makes the first draft of a position, without any row.
   *
   * @return the draft
   */
  int guess(int position);

  /**
   * The end: p is the distribution that the position's token is to have.
   *
   * @param kept how many drafts the pass has settled before, all of which were kept
   * @return the token to commit
   */
  int settle(int position, Distribution p, int kept);

  /**
   * As {@link #settle}, but the token remains a draft.
   *
   * @return the next draft
   */
  int judge(int position, Distribution p);

  /**
   * Makes the next draft where a token before the position has just changed.
   *
   * @return the next draft
   */
  int refine(int position, Distribution p);
}
