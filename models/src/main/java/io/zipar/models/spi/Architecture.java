/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import java.util.List;
import java.util.Objects;

/**
 * A published size of a model family that can be asked for by name. Immutable, safe for several
 * threads.
 *
 * @param name the name users give, for example {@code GPT-L-256}; case does not count
 * @param family the family's name, for example {@code llamagen}
 * @param description one line
 * @param sizes the sizes of the matrices
 * @param defaultGrid the token grid it was trained for
 * @param tensors all tensors of its checkpoint, so that one of random weights can be made up; at
 *     least one
 */
@ApiStatus.Experimental(since = "0.1")
public record Architecture(
    String name,
    String family,
    String description,
    TransformerSizes sizes,
    Grid defaultGrid,
    List<TensorSpec> tensors) {
  /**
   * Checks the values and copies the list.
   *
   * @throws NullPointerException if a value is missing
   * @throws IllegalArgumentException if there is no tensor
   */
  public Architecture {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(sizes, "sizes");
    Objects.requireNonNull(defaultGrid, "defaultGrid");
    tensors = List.copyOf(tensors);
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("architecture " + name + " has no tensors");
    }
  }

  /**
   * Counts the weights.
   *
   * @return the number of elements of all tensors, at least 0
   */
  public long parameters() {
    return tensors.stream().mapToLong(tensor -> tensor.shape().elements()).sum();
  }
}
