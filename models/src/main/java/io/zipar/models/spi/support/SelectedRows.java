/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.FloatBuffer;

/** Some rows of a matrix, as a matrix. Reads runs of neighbours at once and copies nothing. */
@ApiStatus.Experimental(since = "0.1")
public final class SelectedRows implements Tensor {
  private final Tensor matrix;
  private final int[] rows;
  private final long width;

  /**
   * Selects.
   *
   * @param matrix the whole
   * @param rows which of its rows, in the order of the result; copied
   */
  public SelectedRows(Tensor matrix, int[] rows) {
    this.matrix = matrix;
    this.rows = rows.clone();
    this.width = matrix.shape().dimension(1);
  }

  @Override
  public String name() {
    return matrix.name();
  }

  @Override
  public Shape shape() {
    return Shape.of(rows.length, width);
  }

  @Override
  public ElementType type() {
    return matrix.type();
  }

  @Override
  public void read(long first, FloatBuffer target) {
    int limit = target.limit();
    long next = first;
    while (target.position() < limit) {
      int row = (int) (next / width);
      long offset = next % width;
      int end = row + 1;
      while (end < rows.length && rows[end] == rows[end - 1] + 1) {
        end++;
      }
      long run = (end - row) * width - offset;
      int count = (int) Math.min(run, limit - target.position());
      target.limit(target.position() + count);
      matrix.read(rows[row] * width + offset, target);
      target.limit(limit);
      next += count;
    }
  }
}
