/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A checkpoint of names and shapes, without elements. */
public record ShapeStore(String describe, TreeMap<String, Shape> shapes) implements TensorStore {
  /** A store called {@code test}. */
  public static ShapeStore of(Map<String, Shape> shapes) {
    return new ShapeStore("test", new TreeMap<>(shapes));
  }

  /** A store called {@code test} of the names and shapes in a safetensors file. */
  public static ShapeStore of(Path file) {
    Map<String, Shape> shapes = new TreeMap<>();
    try (TensorStore store = Safetensors.open(CheckpointFile.open(file))) {
      store.names().forEach(name -> shapes.put(name, store.find(name).orElseThrow().shape()));
    }
    return of(shapes);
  }

  /** The same store with one tensor of another shape, or one more. */
  public ShapeStore with(String name, long... dimensions) {
    TreeMap<String, Shape> changed = new TreeMap<>(shapes);
    changed.put(name, Shape.of(dimensions));
    return new ShapeStore(describe, changed);
  }

  /** The same store without the tensors whose names begin so. */
  public ShapeStore without(String prefix) {
    TreeMap<String, Shape> changed = new TreeMap<>(shapes);
    changed.keySet().removeIf(name -> name.startsWith(prefix));
    return new ShapeStore(describe, changed);
  }

  /** The same store by another name. */
  public ShapeStore called(String name) {
    return new ShapeStore(name, shapes);
  }

  @Override
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(shapes.keySet()));
  }

  @Override
  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(shapes.get(name)).map(shape -> new Empty(name, shape));
  }

  @Override
  public void close() {}

  private record Empty(String name, Shape shape) implements Tensor {
    @Override
    public ElementType type() {
      return ElementType.FLOAT32;
    }

    @Override
    public void read(long first, FloatBuffer target) {
      throw new UnsupportedOperationException("a shape alone");
    }
  }
}
