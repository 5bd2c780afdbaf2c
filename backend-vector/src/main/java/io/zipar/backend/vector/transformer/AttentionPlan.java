/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.transformer;

import io.zipar.backend.vector.kernel.Kernels;

/**
 * Which columns of a pass belong together, and what is added to their scores. Not changed while
 * attention runs; read by several threads.
 */
interface AttentionPlan {
  /** Lanes that take part. */
  int segments();

  /** The cache's index of a lane that takes part. */
  int lane(int segment);

  /** First column of a lane that takes part; for {@link #segments} the number of columns. */
  int start(int segment);

  /** The slots from 0 that any column can see, as {@link Kernels#paddedRows} rounds. */
  int paddedSlots();

  /**
   * Adds to the scores of a query: minus infinity where it does not see.
   *
   * @param head index of the query's head
   * @param column that of the query
   * @param scores where they stand
   * @param from index of that of slot 0
   * @param slots number of scores
   */
  void addBias(int head, int column, float[] scores, int from, int slots);
}
