/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.zipar.models.SafetensorsWriter;
import io.zipar.models.TensorFiles;
import io.zipar.models.spi.support.FlatRows;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Shape;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes and reads learned arrays in the layout of a published checkpoint. */
public final class TrainedTensors {
  private TrainedTensors() {}

  /**
   * Writes a checkpoint.
   *
   * @param file the target
   * @param arrays by their names in the checkpoint
   * @param type float32 or float16
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Map<String, NDArray> arrays, ElementType type)
      throws IOException {
    List<Tensor> tensors = new ArrayList<>();
    arrays.forEach((name, array) -> tensors.add(tensor(name, array)));
    SafetensorsWriter.write(file, tensors, type);
  }

  /**
   * Reads a checkpoint.
   *
   * @param file safetensors
   * @param parameters receives every tensor under its name
   * @throws io.zipar.InvalidInputException if it cannot be read
   */
  public static void read(Path file, Parameters parameters) {
    try (TensorStore store = TensorFiles.open(file);
        NDManager scratch = Torch.newManager()) {
      for (String name : store.names()) {
        Tensor tensor = store.find(name).orElseThrow();
        long[] shape = new long[tensor.shape().rank()];
        for (int i = 0; i < shape.length; i++) {
          shape[i] = tensor.shape().dimension(i);
        }
        parameters.restore(
            name, scratch.create(FlatRows.values(tensor), new ai.djl.ndarray.types.Shape(shape)));
      }
    }
  }

  private static Tensor tensor(String name, NDArray array) {
    List<Long> dimensions = new ArrayList<>();
    for (long dimension : array.getShape().getShape()) {
      dimensions.add(dimension);
    }
    return new InMemory(name, new Shape(dimensions), array.toFloatArray());
  }

  private record InMemory(String name, Shape shape, float[] values) implements Tensor {
    @Override
    public ElementType type() {
      return ElementType.FLOAT32;
    }

    @Override
    public void read(long first, FloatBuffer target) {
      target.put(values, Math.toIntExact(first), target.remaining());
    }
  }
}
