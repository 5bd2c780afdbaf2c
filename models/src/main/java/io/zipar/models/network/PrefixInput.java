/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import io.zipar.ApiStatus;

/** What a lane's prefix is made of: the way a backend gets the first rows of its input. */
@ApiStatus.Experimental(since = "0.1")
public sealed interface PrefixInput {
  /**
   * The number of slots that the prefix takes in the sequence.
   *
   * @return at least 1
   */
  int slots();

  /**
   * Rows of the network's prefix embedding table ({@link TransformerWeights#prefixEmbedding}).
   *
   * @param rows the row for each slot; not copied, and nobody writes to it
   */
  record TableRows(int[] rows) implements PrefixInput {
    @Override
    public int slots() {
      return rows.length;
    }
  }
}
