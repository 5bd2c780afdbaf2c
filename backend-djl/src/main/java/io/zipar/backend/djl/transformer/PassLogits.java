/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.models.pass.PassReads;
import io.zipar.spi.Logits;
import java.util.List;

/**
 * Logits copied to the heap, so that a caller who keeps them too long reads no freed memory.
 *
 * @param reads what the rows are made of
 * @param imageTokens length of a head's row
 * @param values for each head its rows, one after another
 */
record PassLogits(PassReads reads, int imageTokens, List<float[]> values) implements Logits {
  @Override
  public int rows() {
    return reads.rows();
  }

  @Override
  public void copyRow(int row, float[] target) {
    reads.copyRow(
        row,
        (head, index, part) ->
            System.arraycopy(values.get(head), index * imageTokens, part, 0, imageTokens),
        target);
  }
}
