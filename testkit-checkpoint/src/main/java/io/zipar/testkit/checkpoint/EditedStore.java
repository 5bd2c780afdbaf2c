/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.models.spi.support.AbsentTensor;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tensors of a store with one that is missing, one more, or one of another shape. The changed
 * one has no elements: whoever reads it did not look at its shape.
 *
 * @param original the store
 * @param name the tensor that is changed
 * @param tensor what it is instead, empty for missing
 */
record EditedStore(TensorStore original, String name, Optional<Tensor> tensor)
    implements TensorStore {
  static EditedStore without(TensorStore original, String name) {
    return new EditedStore(original, name, Optional.empty());
  }

  static EditedStore with(TensorStore original, String name, Shape shape) {
    return new EditedStore(original, name, Optional.of(new AbsentTensor(name, shape)));
  }

  /** A dimension of a tensor of the store is one more. */
  static EditedStore misshapen(TensorStore original, String name, int dimension) {
    List<Long> dimensions = new ArrayList<>(original.find(name).orElseThrow().shape().dimensions());
    dimensions.set(dimension, dimensions.get(dimension) + 1);
    return with(original, name, new Shape(dimensions));
  }

  @Override
  public String describe() {
    return original.describe();
  }

  @Override
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(original.names());
    if (tensor.isPresent()) {
      names.add(name);
    } else {
      names.remove(name);
    }
    return Collections.unmodifiableSortedSet(names);
  }

  @Override
  public Optional<Tensor> find(String wanted) {
    return wanted.equals(name) ? tensor : original.find(wanted);
  }

  @Override
  public void close() {
    // The original belongs to whoever opened it.
  }
}
