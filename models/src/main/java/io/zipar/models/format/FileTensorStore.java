/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.models.tensor.PlainValues;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tensors of one file. */
public final class FileTensorStore implements TensorStore {
  private final CheckpointFile file;
  private final Map<String, Tensor> tensors;
  private final Map<String, String> unreadable;
  private final SortedSet<String> names;
  private final PlainValues plainValues;

  /**
   * A store that owns its file.
   *
   * @param file the open file, closed with the store
   * @param tensors the tensors by name
   * @param unreadable the element types of the tensors that cannot be read, by name
   */
  public FileTensorStore(
      CheckpointFile file, Map<String, Tensor> tensors, Map<String, String> unreadable) {
    this(file, tensors, unreadable, PlainValues.none());
  }

  /**
   * A store that owns its file, with values beside the tensors.
   *
   * @param file the open file, closed with the store
   * @param tensors the tensors by name
   * @param unreadable the element types of the tensors that cannot be read, by name
   * @param plainValues what the file holds beside them
   */
  public FileTensorStore(
      CheckpointFile file,
      Map<String, Tensor> tensors,
      Map<String, String> unreadable,
      PlainValues plainValues) {
    this.plainValues = plainValues;
    this.file = file;
    this.tensors = new TreeMap<>(tensors);
    this.unreadable = Map.copyOf(unreadable);
    SortedSet<String> all = new TreeSet<>(tensors.keySet());
    all.addAll(unreadable.keySet());
    this.names = Collections.unmodifiableSortedSet(all);
  }

  @Override
  public String describe() {
    return file.path().toString();
  }

  @Override
  public SortedSet<String> names() {
    return names;
  }

  @Override
  public Optional<Tensor> find(String name) {
    String type = unreadable.get(name);
    if (type != null) {
      throw file.invalid(
          "tensor "
              + name
              + " has elements of type "
              + type
              + "; readable are float32, float16, bfloat16, float64 and int64");
    }
    return Optional.ofNullable(tensors.get(name));
  }

  @Override
  public PlainValues plainValues() {
    return plainValues;
  }

  @Override
  public List<Path> files() {
    return List.of(file.path());
  }

  @Override
  public void close() {
    file.close();
  }
}
