/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.TensorStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The shapes of a checkpoint without its values, to be changed by tests of what is refused. */
public final class CheckpointShapes {
  private CheckpointShapes() {}

  /** Reads the header of {@code model.safetensors} in a folder. */
  public static ShapeStore of(Path folder) {
    try (TensorStore store =
        Safetensors.open(CheckpointFile.open(folder.resolve("model.safetensors")))) {
      Map<String, Shape> shapes = new TreeMap<>();
      store.names().forEach(name -> shapes.put(name, store.find(name).orElseThrow().shape()));
      return ShapeStore.of(shapes);
    }
  }
}
