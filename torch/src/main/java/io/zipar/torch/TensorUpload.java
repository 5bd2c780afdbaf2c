/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.zipar.models.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Brings stored tensors to the device through one bounded buffer, so that loading needs hardly more
 * memory than the loaded weights. bfloat16 never reaches the engine, which would end the JVM: the
 * store widens it. Not safe for several threads.
 */
public final class TensorUpload {
  private static final int PART_ELEMENTS = 1 << 21;

  private final NDManager manager;
  private final ByteBuffer part =
      ByteBuffer.allocateDirect(PART_ELEMENTS * Float.BYTES).order(ByteOrder.nativeOrder());

  /**
   * Creates an upload.
   *
   * @param manager owner of the arrays made
   */
  public TensorUpload(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Loads a tensor in its own shape as float32.
   *
   * @param tensor what to load
   * @return the array
   */
  public NDArray load(Tensor tensor) {
    long[] shape = tensor.shape().dimensions().stream().mapToLong(Long::longValue).toArray();
    return stack(List.of(tensor), DataType.FLOAT32).reshape(new Shape(shape));
  }

  /**
   * Loads matrices of equal width one below the other.
   *
   * @param tensors the matrices, from the top
   * @param type element type of the result
   * @return rows of all x width; a vector counts as one row, inner dimensions as one
   */
  public NDArray stack(List<Tensor> tensors, DataType type) {
    return stack(tensors, type, null);
  }

  /**
   * Loads matrices of equal width one below the other and multiplies every column.
   *
   * @param tensors the matrices, from the top
   * @param type element type of the result
   * @param columnFactors one float32 factor per column, applied before rounding to the type; null
   *     for none
   * @return rows of all x width
   */
  public NDArray stack(List<Tensor> tensors, DataType type, NDArray columnFactors) {
    long width = width(tensors.get(0));
    long rows = tensors.stream().mapToLong(tensor -> tensor.shape().elements() / width).sum();
    NDArray target = manager.create(new Shape(rows, width), type);
    append(target, 0, tensors, columnFactors);
    return target;
  }

  /**
   * Copies tables below an array, each a row per first dimension.
   *
   * @param top rows x width, of any manager; remains the caller's
   * @param tensors of the same width
   * @return all rows, of the type of {@code top}
   */
  public NDArray below(NDArray top, List<Tensor> tensors) {
    long width = top.getShape().get(1);
    long row = top.getShape().get(0);
    long rows = row + tensors.stream().mapToLong(each -> each.shape().elements() / width).sum();
    NDArray target = manager.create(new Shape(rows, width), top.getDataType());
    target.set(new NDIndex().addSliceDim(0, row), top);
    append(target, row, tensors, null);
    return target;
  }

  private void append(NDArray target, long firstRow, List<Tensor> tensors, NDArray columnFactors) {
    long width = target.getShape().get(1);
    long row = firstRow;
    for (Tensor tensor : tensors) {
      if (width(tensor) != width) {
        throw new IllegalArgumentException(
            "tensor " + tensor.name() + " has not the width " + width + " of its neighbours");
      }
      row = append(target, row, tensor, columnFactors);
    }
  }

  private long append(NDArray target, long firstRow, Tensor tensor, NDArray columnFactors) {
    long width = width(tensor);
    long rows = tensor.shape().elements() / width;
    if (width > PART_ELEMENTS) {
      throw new IllegalArgumentException("tensor " + tensor.name() + " has rows of " + width);
    }
    long rowsPerPart = PART_ELEMENTS / width;
    for (long row = 0; row < rows; row += rowsPerPart) {
      long count = Math.min(rowsPerPart, rows - row);
      part.clear().limit(Math.toIntExact(count * width * Float.BYTES));
      tensor.read(row * width, part.asFloatBuffer());
      try (NDManager scratch = manager.newSubManager()) {
        NDArray values = scratch.create(part, new Shape(count, width), DataType.FLOAT32);
        if (columnFactors != null) {
          values.muli(columnFactors);
        }
        NDIndex rowsHere = new NDIndex().addSliceDim(firstRow + row, firstRow + row + count);
        target.set(rowsHere, values.toType(target.getDataType(), false));
      }
    }
    return firstRow + rows;
  }

  private static long width(Tensor tensor) {
    long elements = tensor.shape().elements();
    return tensor.shape().rank() < 2 ? elements : elements / tensor.shape().dimension(0);
  }
}
