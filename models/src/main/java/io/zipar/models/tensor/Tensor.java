/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.tensor;

import io.zipar.ApiStatus;
import java.nio.FloatBuffer;

/**
 * A stored tensor, read piece by piece so that no copy of it need exist. Usable while the {@link
 * TensorStore} it came from is open; safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public interface Tensor {
  /**
   * The name in its checkpoint.
   *
   * @return for example {@code layers.0.attention.wo.weight}
   */
  String name();

  /**
   * The dimensions.
   *
   * @return the shape, row-major
   */
  Shape shape();

  /**
   * The stored encoding.
   *
   * @return the element type
   */
  ElementType type();

  /**
   * Reads consecutive elements as float32, whatever they are stored as, until the buffer is full.
   *
   * @param first index of the first element in row-major order
   * @param target receives {@code target.remaining()} elements; its position moves to its limit
   * @throws IndexOutOfBoundsException if that reaches beyond the tensor
   * @throws IllegalStateException if the store is closed
   */
  void read(long first, FloatBuffer target);
}
