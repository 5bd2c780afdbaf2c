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
import java.util.List;

/**
 * Matrices of equal width one below the other, as one. Reads from the parts, so that no copy
 * exists.
 *
 * @param name of the whole, for errors
 * @param parts from the top, at least one
 */
@ApiStatus.Experimental(since = "0.1")
public record StackedRows(String name, List<Tensor> parts) implements Tensor {
  /** Copies the list. */
  public StackedRows {
    parts = List.copyOf(parts);
  }

  @Override
  public Shape shape() {
    long rows = parts.stream().mapToLong(part -> part.shape().dimension(0)).sum();
    return Shape.of(rows, parts.get(0).shape().dimension(1));
  }

  @Override
  public ElementType type() {
    return parts.get(0).type();
  }

  @Override
  public void read(long first, FloatBuffer target) {
    long begin = 0;
    long next = first;
    int limit = target.limit();
    for (Tensor part : parts) {
      long end = begin + part.shape().elements();
      if (next < end && target.position() < limit) {
        int count = (int) Math.min(limit - target.position(), end - next);
        target.limit(target.position() + count);
        part.read(next - begin, target);
        target.limit(limit);
        next += count;
      }
      begin = end;
    }
  }
}
