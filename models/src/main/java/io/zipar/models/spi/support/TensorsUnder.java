/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support;

import io.zipar.ApiStatus;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The tensors of a network that is a part of a checkpoint: those whose names begin with a prefix,
 * under their names without it. A view; closing it closes nothing.
 *
 * @param whole the checkpoint
 * @param prefix what the names begin with, for example {@code gen_vision_model.}
 */
@ApiStatus.Experimental(since = "0.1")
public record TensorsUnder(TensorStore whole, String prefix) implements TensorStore {
  @Override
  public String describe() {
    return whole.describe() + " (" + prefix + "*)";
  }

  @Override
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    for (String name : whole.names()) {
      if (name.startsWith(prefix)) {
        names.add(name.substring(prefix.length()));
      }
    }
    return names;
  }

  @Override
  public Optional<Tensor> find(String name) {
    return whole.find(prefix + name);
  }

  @Override
  public List<Path> files() {
    return whole.files();
  }

  @Override
  public void close() {}
}
