/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

/** How the elements of a matrix are kept; arithmetic is in float32 always. */
public enum Dtype {
  /** IEEE 754 binary32. */
  FLOAT32("float32", 1),
  /** The upper half of a binary32, rounded to nearest even: two in a word. */
  BFLOAT16("bfloat16", 2),
  /** Signed bytes with a scale for each block of a row: four in a word. */
  INT8("int8", 4);

  private final String label;
  private final int perWord;

  Dtype(String label, int perWord) {
    this.label = label;
    this.perWord = perWord;
  }

  /**
   * The name users give.
   *
   * @return for example {@code float32}
   */
  public String label() {
    return label;
  }

  /**
   * Elements in 32 bits.
   *
   * @return 1, 2 or 4
   */
  public int perWord() {
    return perWord;
  }
}
