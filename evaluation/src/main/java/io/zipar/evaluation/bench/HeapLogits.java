/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.bench;

import io.zipar.spi.Logits;

/**
 * Logits on the heap.
 *
 * @param values the rows
 */
record HeapLogits(float[][] values) implements Logits {
  /** Copies what a model yielded: on a device, this is where waiting for the pass ends. */
  static HeapLogits copyOf(Logits source, int vocabulary) {
    float[][] values = new float[source.rows()][vocabulary];
    for (int row = 0; row < values.length; row++) {
      source.copyRow(row, values[row]);
    }
    return new HeapLogits(values);
  }

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public void copyRow(int row, float[] target) {
    System.arraycopy(values[row], 0, target, 0, values[row].length);
  }
}
