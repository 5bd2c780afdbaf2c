/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.tensor;

import io.zipar.ApiStatus;

/** How the elements of a stored tensor are encoded, little-endian. */
@ApiStatus.Experimental(since = "0.1")
public enum ElementType {
  /** IEEE 754 binary32. */
  FLOAT32(4),
  /** IEEE 754 binary16. */
  FLOAT16(2),
  /** The upper half of a binary32. */
  BFLOAT16(2),
  /** IEEE 754 binary64. */
  FLOAT64(8),
  /** Signed 64-bit integer. */
  INT64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The size of an element.
   *
   * @return its size in bytes
   */
  public int bytes() {
    return bytes;
  }
}
