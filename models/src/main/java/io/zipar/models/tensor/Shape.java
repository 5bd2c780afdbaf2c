/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.tensor;

import io.zipar.ApiStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dimensions of a tensor, outermost first. A scalar has none.
 *
 * @param dimensions sizes, each at least 0
 */
@ApiStatus.Experimental(since = "0.1")
public record Shape(List<Long> dimensions) {
  /**
   * Copies and checks the dimensions.
   *
   * @throws IllegalArgumentException if one is negative or the number of elements exceeds a long
   */
  public Shape {
    dimensions = List.copyOf(dimensions);
    long elements = 1;
    for (long dimension : dimensions) {
      if (dimension < 0) {
        throw new IllegalArgumentException("dimension " + dimension + " is negative");
      }
      try {
        elements = Math.multiplyExact(elements, dimension);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("shape " + dimensions + " has too many elements", e);
      }
    }
  }

  /**
   * A shape from its dimensions.
   *
   * @param dimensions sizes, outermost first
   * @return the shape
   */
  public static Shape of(long... dimensions) {
    return new Shape(Arrays.stream(dimensions).boxed().toList());
  }

  /**
   * Counts the elements.
   *
   * @return the product of the dimensions, 1 for a scalar
   */
  public long elements() {
    return dimensions.stream().reduce(1L, (a, b) -> a * b);
  }

  /**
   * Counts the dimensions.
   *
   * @return 0 for a scalar
   */
  public int rank() {
    return dimensions.size();
  }

  /**
   * One dimension.
   *
   * @param index from 0 (outermost) to {@link #rank()} - 1
   * @return its size
   */
  public long dimension(int index) {
    return dimensions.get(index);
  }

  // A record's own equals and hashCode are put together at their first call. The first to call them
  // is the loading of a model, and a start would wait for that.
  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that && dimensions.equals(that.dimensions);
  }

  @Override
  public int hashCode() {
    return dimensions.hashCode();
  }

  @Override
  public String toString() {
    return dimensions.stream()
        .map(d -> Long.toString(d))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
