/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.pass;

import io.zipar.ApiStatus;

/** The rows that a pass yielded, head by head, where a backend has them. */
@ApiStatus.Experimental(since = "0.1")
@FunctionalInterface
public interface HeadRows {
  /**
   * Copies a row.
   *
   * @param head index of the head
   * @param index which of the rows that {@link PassReads} asked of this head
   * @param target receives a value for each image token, from index 0
   */
  void copy(int head, int index, float[] target);
}
