/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.djl.engine;

import ai.djl.ndarray.types.DataType;

/**
 * The precision that the matrices of a transformer run in. The residual stream is float32 in both,
 * so that float16 rounds products and not their sum over the layers.
 */
public enum Dtype {
  /** IEEE 754 binary32. */
  FLOAT32("float32", DataType.FLOAT32),
  /** IEEE 754 binary16. */
  FLOAT16("float16", DataType.FLOAT16);

  private final String label;
  private final DataType dataType;

  Dtype(String label, DataType dataType) {
    this.label = label;
    this.dataType = dataType;
  }

  /**
   * The name users know it by.
   *
   * @return for example {@code float32}
   */
  public String label() {
    return label;
  }

  /**
   * The type of DJL's arrays.
   *
   * @return the data type of the matrices
   */
  public DataType dataType() {
    return dataType;
  }

  /**
   * The size of an element.
   *
   * @return its size in bytes
   */
  public int bytes() {
    return dataType.getNumOfBytes();
  }
}
