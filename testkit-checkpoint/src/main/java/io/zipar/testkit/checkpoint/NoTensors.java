/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;

/** A checkpoint without tensors. */
record NoTensors() implements TensorStore {
  @Override
  public String describe() {
    return "an empty checkpoint";
  }

  @Override
  public SortedSet<String> names() {
    return Collections.emptySortedSet();
  }

  @Override
  public Optional<Tensor> find(String name) {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
