/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import java.util.List;

/**
 * Logits on the heap.
 *
 * @param values the rows
 */
record RowsInMemory(List<float[]> values) implements Logits {
  RowsInMemory {
    values = List.copyOf(values);
  }

  @Override
  public int rows() {
    return values.size();
  }

  @Override
  public void copyRow(int row, float[] target) {
    float[] source = values.get(row);
    System.arraycopy(source, 0, target, 0, source.length);
  }
}
