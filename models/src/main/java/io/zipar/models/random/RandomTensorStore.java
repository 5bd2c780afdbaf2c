/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.random;

import io.zipar.models.spi.TensorSpec;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Made-up tensors, computed when they are read. Holds no memory and needs no closing. */
public final class RandomTensorStore implements TensorStore {
  private final String describe;
  private final SortedMap<String, Tensor> tensors = new TreeMap<>();

  /**
   * A store of the tensors listed.
   *
   * @param describe where the tensors come from
   * @param specs names, shapes and fills
   * @param seed the same seed gives the same values
   */
  public RandomTensorStore(String describe, List<TensorSpec> specs, long seed) {
    this.describe = describe;
    specs.forEach(spec -> tensors.put(spec.name(), RandomTensor.of(spec, seed)));
  }

  @Override
  public String describe() {
    return describe;
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(tensors.keySet()));
  }

  @Override
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  @Override
  public void close() {}
}
