/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import io.zipar.ApiStatus;

/**
 * The output of one forward pass: a row of logits for every target and every draft, lane by lane in
 * the order of the {@link ForwardPass}, within a lane first its targets in order, then its drafts.
 * Valid until the session's next pass or its end; used by one thread.
 */
@ApiStatus.Stable(since = "0.1")
public interface Logits {
  /**
   * Counts the rows.
   *
   * @return {@link ForwardPass#rows} of the pass
   */
  int rows();

  /**
   * Copies a row.
   *
   * @param row from 0 to {@link #rows()} - 1
   * @param target receives one value per token of the vocabulary, from index 0
   */
  void copyRow(int row, float[] target);
}
