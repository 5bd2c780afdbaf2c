/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.tensor;

import io.zipar.ApiStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The tensors of a checkpoint, by name. Safe for several threads. Closed by whoever opened it,
 * after the last tensor was read; closing twice has no effect.
 */
@ApiStatus.Experimental(since = "0.1")
public interface TensorStore extends AutoCloseable {
  /**
   * Where the tensors come from.
   *
   * @return for example a path, for errors
   */
  String describe();

  /**
   * The names of all tensors.
   *
   * @return an unmodifiable set
   */
  SortedSet<String> names();

  /**
   * Finds a tensor.
   *
   * @param name its name
   * @return the tensor, or empty where there is none of this name
   * @throws io.zipar.InvalidInputException if there is one but its elements are of a type that
   *     {@link ElementType} does not have
   */
  Optional<Tensor> find(String name);

  /**
   * What the checkpoint holds beside its tensors.
   *
   * @return numbers, texts and truth values; none where the format has no room for them
   */
  default PlainValues plainValues() {
    return PlainValues.none();
  }

  /**
   * The files that tensors are read from. What was computed from the tensors holds as long as their
   * content is the same.
   *
   * @return paths in an order that depends on the checkpoint alone; none where tensors come from no
   *     file, as those that are made up
   */
  default List<Path> files() {
    return List.of();
  }

  @Override
  void close();
}
