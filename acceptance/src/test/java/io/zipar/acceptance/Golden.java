/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** The golden arrays of one case, made by the original authors' code. */
final class Golden implements AutoCloseable {
  private final TensorStore arrays;

  private Golden(TensorStore arrays) {
    this.arrays = arrays;
  }

  static Golden of(String name) {
    return of(name, "expected.safetensors");
  }

  static Golden of(String name, String file) {
    return new Golden(Safetensors.open(CheckpointFile.open(folder(name).resolve(file))));
  }

  /** A case of a family, that of LlamaGen if the name has no slash. */
  static Path folder(String name) {
    String resource = name.contains("/") ? "/" + name : "/llamagen/" + name;
    try {
      return Path.of(Objects.requireNonNull(Golden.class.getResource(resource), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One array, with its first dimension split off. */
  record Array(long[] shape, float[] values) {
    int count() {
      return (int) shape[0];
    }

    Array get(int index) {
      int size = values.length / count();
      return new Array(
          Arrays.copyOfRange(shape, 1, shape.length),
          Arrays.copyOfRange(values, index * size, (index + 1) * size));
    }

    int[] ints() {
      int[] ints = new int[values.length];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = (int) values[i];
      }
      return ints;
    }
  }

  boolean has(String name) {
    return arrays.find(name).isPresent();
  }

  Array array(String name) {
    Tensor tensor = arrays.find(name).orElseThrow(() -> new AssertionError("no array " + name));
    float[] values = new float[(int) tensor.shape().elements()];
    tensor.read(0, FloatBuffer.wrap(values));
    long[] shape = tensor.shape().dimensions().stream().mapToLong(Long::longValue).toArray();
    return new Array(shape, values);
  }

  @Override
  public void close() {
    arrays.close();
  }
}
