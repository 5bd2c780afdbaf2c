/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.Grid;
import io.zipar.models.network.TransformerSizes;
import java.util.Objects;

/**
 * A published size of a model family that can be asked for by name.
 *
 * @param name the name users give, for example {@code GPT-L-256}; case does not count
 * @param family the family's name, for example {@code llamagen}
 * @param description one line
 * @param sizes the sizes of the matrices
 * @param defaultGrid the token grid it was trained for
 * @param parameters number of weights, at least 1
 */
@ApiStatus.Experimental(since = "0.1")
public record Architecture(
    String name,
    String family,
    String description,
    TransformerSizes sizes,
    Grid defaultGrid,
    long parameters) {
  /**
   * Checks the values.
   *
   * @throws NullPointerException if one is missing
   * @throws IllegalArgumentException if there is no parameter
   */
  public Architecture {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(sizes, "sizes");
    Objects.requireNonNull(defaultGrid, "defaultGrid");
    if (parameters < 1) {
      throw new IllegalArgumentException("architecture " + name + " has no parameters");
    }
  }
}
