/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.weights;

import io.zipar.backend.opencl.device.Kernels;

/** How the elements of a matrix are kept; arithmetic is in float32 always. */
public enum Dtype {
  /** IEEE 754 binary32. */
  FLOAT32("float32", 4),
  /** IEEE 754 binary16. */
  FLOAT16("float16", 2),
  /** The upper half of a binary32, rounded to nearest even. */
  BFLOAT16("bfloat16", 2),
  /** Signed bytes with a scale for each {@link #BLOCK} elements of a row. */
  INT8("int8", 1);

  /** Elements that share a scale; rows are filled up with zeros to whole blocks. */
  public static final int BLOCK = 32;

  private final String label;
  private final int bytes;

  Dtype(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /**
   * The name users give.
   *
   * @return for example {@code float16}
   */
  public String label() {
    return label;
  }

  /**
   * The size of an element without its scale.
   *
   * @return in bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * What embedding tables are kept in: their rows are read one by one, so a narrow type saves
   * little.
   *
   * @return this, or bfloat16 for int8
   */
  public Dtype ofTables() {
    return this == INT8 ? BFLOAT16 : this;
  }

  /**
   * The kernels that read this type.
   *
   * @return their program
   */
  public Kernels kernels() {
    return Kernels.weights(label);
  }

  /**
   * The length of a row as it is stored.
   *
   * @param width elements
   * @return rounded up to whole blocks
   */
  public static int stride(int width) {
    return Math.multiplyExact((width + BLOCK - 1) / BLOCK, BLOCK);
  }

  /**
   * The memory of a matrix.
   *
   * @param rows outputs
   * @param inputs of a row
   * @return bytes, scales included
   */
  public long bytes(long rows, int inputs) {
    long elements = rows * stride(inputs);
    return elements * bytes + (this == INT8 ? elements / BLOCK * Float.BYTES : 0);
  }
}
