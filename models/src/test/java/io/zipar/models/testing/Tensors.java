/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Ways to read tensors whole. */
public final class Tensors {
  private Tensors() {}

  /** Reads all tensors of a safetensors file. */
  public static Map<String, float[]> readAll(Path file) {
    try (TensorStore store = Safetensors.open(CheckpointFile.open(file))) {
      return readAll(store);
    }
  }

  /** Reads all tensors of a store. */
  public static Map<String, float[]> readAll(TensorStore store) {
    Map<String, float[]> all = new TreeMap<>();
    store.names().forEach(name -> all.put(name, values(store.find(name).orElseThrow())));
    return all;
  }

  /** Reads a tensor. */
  public static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().elements())];
    tensor.read(0, FloatBuffer.wrap(values));
    return values;
  }
}
