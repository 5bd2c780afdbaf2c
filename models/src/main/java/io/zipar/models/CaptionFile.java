/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import io.zipar.ApiStatus;
import io.zipar.CaptionFeatures;
import io.zipar.InvalidInputException;
import io.zipar.models.format.CheckpointFile;
import io.zipar.models.format.FileKind;
import io.zipar.models.format.Safetensors;
import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.Tensor;
import io.zipar.models.tensor.TensorStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files with the features of one caption, as a text encoder delivers them: rows x width, or 1 x
 * rows x width. A {@code .npy} file holds just that, all rows valid, as the authors of LlamaGen
 * store it; a {@code .safetensors} file may hold a second tensor whose name contains {@code mask},
 * with a number for each row that is 0 for padding.
 */
@ApiStatus.Experimental(since = "0.1")
public final class CaptionFile {
  private static final String MASK = "mask";

  /** Far above what encoders deliver; keeps a wrong file from filling the memory. */
  private static final int MAX_VALUES = 1 << 24;

  private CaptionFile() {}

  /**
   * Reads a file.
   *
   * @param path of a {@code .npy} or {@code .safetensors} file
   * @return the features
   * @throws InvalidInputException if there is no such file or it holds something else
   */
  public static CaptionFeatures read(Path path) {
    String name = path.toString();
    if (!name.endsWith(".npy") && !name.endsWith(".safetensors")) {
      throw new InvalidInputException(
          path + ": caption features are read from .npy and .safetensors files");
    }
    CheckpointFile file = CheckpointFile.open(path);
    try {
      return name.endsWith(".npy") ? ofArray(file) : ofTensors(file);
    } finally {
      file.close();
    }
  }

  private static CaptionFeatures ofTensors(CheckpointFile file) {
    FileKind.require(file, "a safetensors file", FileKind.SAFETENSORS);
    try (TensorStore store = Safetensors.open(file)) {
      return read(file, store);
    }
  }

  private static CaptionFeatures ofArray(CheckpointFile file) {
    FileKind.require(file, "a .npy file", FileKind.NPY);
    if (file.size() > (long) MAX_VALUES * Double.BYTES) {
      throw file.invalid("is too large for the features of a caption");
    }
    NumpyArray array;
    try {
      array =
          NumpyArray.read(new ByteArrayInputStream(file.bytes(0, (int) file.size())), MAX_VALUES);
    } catch (IOException e) {
      throw file.invalid(e.getMessage(), e);
    }
    long[] sides = withoutOnes(array.shape().stream().map(Integer::longValue).toList(), 2);
    if (sides.length != 2 || sides[0] < 1 || sides[1] < 1) {
      throw file.invalid("the array is " + array.shape() + ", expected [rows, width]");
    }
    float[] values = new float[array.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.values()[i];
    }
    return features(file, (int) sides[1], values, allValid(sides[0]));
  }

  private static boolean[] allValid(long rows) {
    boolean[] valid = new boolean[(int) rows];
    Arrays.fill(valid, true);
    return valid;
  }

  private static CaptionFeatures read(CheckpointFile file, TensorStore store) {
    List<Tensor> features = new ArrayList<>();
    Optional<Tensor> mask = Optional.empty();
    for (String name : store.names()) {
      Tensor tensor = store.find(name).orElseThrow();
      if (name.contains(MASK) && mask.isPresent()) {
        throw file.invalid(
            "holds two masks, " + mask.get().name() + " and " + name + ", expected one or none");
      } else if (name.contains(MASK)) {
        mask = Optional.of(tensor);
      } else {
        features.add(tensor);
      }
    }
    if (features.size() == 1 && features.get(0).type() == ElementType.INT64) {
      throw file.invalid(
          "tensor "
              + features.get(0).name()
              + " holds whole numbers, expected the floating-point features of a caption");
    }
    if (features.size() != 1) {
      throw file.invalid(
          "holds "
              + features.size()
              + " tensors besides masks, expected one: the floating-point features of a caption");
    }
    Tensor tensor = features.get(0);
    long[] sides = withoutOnes(tensor.shape().dimensions(), 2);
    if (sides.length != 2
        || sides[0] < 1
        || sides[1] < 1
        || tensor.shape().elements() > MAX_VALUES) {
      throw file.invalid(
          "tensor "
              + tensor.name()
              + " is "
              + tensor.shape()
              + ", expected [rows, width] of at least 1 and at most "
              + MAX_VALUES
              + " values");
    }
    boolean[] valid = allValid(sides[0]);
    mask.ifPresent(marks -> mark(file, marks, valid));
    return features(file, (int) sides[1], values(tensor), valid);
  }

  private static CaptionFeatures features(
      CheckpointFile file, int width, float[] values, boolean[] valid) {
    try {
      return new CaptionFeatures(width, values, valid);
    } catch (InvalidInputException e) {
      throw file.invalid(e.getMessage(), e);
    }
  }

  private static void mark(CheckpointFile file, Tensor mask, boolean[] valid) {
    if (mask.shape().elements() != valid.length) {
      throw file.invalid(
          "tensor "
              + mask.name()
              + " is "
              + mask.shape()
              + ", expected a number for each of the "
              + valid.length
              + " rows");
    }
    float[] marks = values(mask);
    for (int row = 0; row < valid.length; row++) {
      valid[row] = marks[row] != 0;
    }
  }

  /** The dimensions, without leading ones beyond the rank that is wanted. */
  private static long[] withoutOnes(List<Long> dimensions, int rank) {
    int first = 0;
    while (dimensions.size() - first > rank && dimensions.get(first) == 1) {
      first++;
    }
    return dimensions.stream().skip(first).mapToLong(Long::longValue).toArray();
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[(int) tensor.shape().elements()];
    tensor.read(0, FloatBuffer.wrap(values));
    return values;
  }
}
