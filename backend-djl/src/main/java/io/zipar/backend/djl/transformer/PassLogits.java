/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.transformer;

import io.zipar.spi.Logits;
import io.zipar.spi.TokenNumbering;
import java.util.Arrays;
import java.util.Objects;

/**
 * Logits copied to the heap, so that a caller who keeps them too long reads no freed memory.
 *
 * @param rows number of rows
 * @param numbering of the tokens
 * @param values rows x image tokens
 */
record PassLogits(int rows, TokenNumbering numbering, float[] values) implements Logits {
  @Override
  public void copyRow(int row, float[] target) {
    Objects.checkIndex(row, rows);
    int imageTokens = numbering.imageTokens();
    System.arraycopy(values, row * imageTokens, target, 0, imageTokens);
    Arrays.fill(target, imageTokens, numbering.size(), Float.NEGATIVE_INFINITY);
  }
}
