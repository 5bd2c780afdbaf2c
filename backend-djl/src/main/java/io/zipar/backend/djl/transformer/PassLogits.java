/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.spi.Logits;
import java.util.Objects;

/**
 * Logits copied to the heap, so that a caller who keeps them too long reads no freed memory.
 *
 * @param rows number of rows
 * @param vocabulary length of a row
 * @param values rows x vocabulary
 */
record PassLogits(int rows, int vocabulary, float[] values) implements Logits {
  @Override
  public void copyRow(int row, float[] target) {
    Objects.checkIndex(row, rows);
    System.arraycopy(values, row * vocabulary, target, 0, vocabulary);
  }
}
