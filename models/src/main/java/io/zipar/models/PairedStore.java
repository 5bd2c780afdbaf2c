/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.models.tensor.PlainValues;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * A store that closes another one together with itself.
 *
 * @param tensors answers everything
 * @param beside closed with it
 */
record PairedStore(TensorStore tensors, TensorStore beside) implements TensorStore {
  @Override
  public String describe() {
    return tensors.describe();
  }

  @Override
  public SortedSet<String> names() {
    return tensors.names();
  }

  @Override
  public Optional<Tensor> find(String name) {
    return tensors.find(name);
  }

  @Override
  public PlainValues plainValues() {
    return tensors.plainValues();
  }

  @Override
  public List<Path> files() {
    return Stream.concat(tensors.files().stream(), beside.files().stream()).toList();
  }

  @Override
  public void close() {
    try {
      tensors.close();
    } finally {
      beside.close();
    }
  }
}
