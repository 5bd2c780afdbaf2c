/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes off the tensors that tell them. Anything odd becomes a problem and the size 1. */
@ApiStatus.Experimental(since = "0.1")
public final class TensorSizes {
  private static final int FALLBACK = 1;

  private final TensorStore tensors;
  private final Problems problems;

  /**
   * Reads from a store.
   *
   * @param tensors the tensors
   * @param problems receives what is odd
   */
  public TensorSizes(TensorStore tensors, Problems problems) {
    this.tensors = tensors;
    this.problems = problems;
  }

  /**
   * Tells whether a tensor is there.
   *
   * @param name its name
   * @return whether the store has it
   */
  public boolean has(String name) {
    return tensors.names().contains(name);
  }

  /**
   * The shape of a tensor that must be there and have this rank.
   *
   * @param name its name
   * @param rank number of dimensions
   * @return its shape, each dimension at least 1
   */
  public Shape shape(String name, int rank) {
    Optional<Shape> shape = tensors.find(name).map(Tensor::shape);
    if (shape.isEmpty()) {
      problems.add("tensor " + name + " is missing");
    } else if (shape.get().rank() != rank) {
      problems.add("tensor " + name + " is " + shape.get() + ", expected " + rank + " dimensions");
    } else if (shape.get().dimensions().stream().anyMatch(d -> d < 1 || d > Integer.MAX_VALUE)) {
      problems.add(
          "tensor " + name + " is " + shape.get() + ", expected sizes from 1 to 2147483647");
    } else {
      return shape.get();
    }
    return new Shape(Collections.nCopies(rank, (long) FALLBACK));
  }

  /**
   * Counts the numbers from 0 on that stand in the pattern's group; a hole is a problem.
   *
   * @param pattern matches the beginning of a name
   * @param what begins the names, for the error
   * @return at least 1
   */
  public int count(Pattern pattern, String what) {
    SortedSet<Integer> numbers = new TreeSet<>();
    for (String name : tensors.names()) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.lookingAt()) {
        numbers.add(Integer.parseInt(matcher.group(1)));
      }
    }
    int count = 0;
    for (int number : numbers) {
      if (number != count) {
        problems.add("tensors of " + what + count + " are missing");
        break;
      }
      count++;
    }
    if (count == 0 && numbers.isEmpty()) {
      problems.add("tensors of " + what + "0 are missing");
    }
    return Math.max(FALLBACK, count);
  }
}
