/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import io.zipar.models.tensor.HalfPrecision;

/**
 * Memory for rows that are no {@link Matrix} and that change, such as keys and values: in bands of
 * a single stream, elements as a matrix of the dtype has them. Arrays are not copied.
 *
 * @param dtype float32, or bfloat16 with two elements to a word
 * @param floats float32 elements, else empty
 * @param words other elements, else empty
 */
public record Bands(Dtype dtype, float[] floats, int[] words) {
  private static final float[] NO_FLOATS = {};
  private static final int[] NO_WORDS = {};
  private static final int HALF = 16;
  private static final int LOWER = 0xffff;

  /**
   * Checks the dtype.
   *
   * @throws IllegalArgumentException if it is int8, whose scales would have to change as well
   */
  public Bands {
    if (dtype == Dtype.INT8) {
      throw new IllegalArgumentException("bands are float32 or bfloat16");
    }
  }

  /**
   * Allocates zeros.
   *
   * @param dtype of the elements
   * @param length number of words
   * @return the memory
   */
  public static Bands allocate(Dtype dtype, int length) {
    return dtype == Dtype.FLOAT32
        ? new Bands(dtype, new float[length], NO_WORDS)
        : new Bands(dtype, NO_FLOATS, new int[length]);
  }

  /**
   * Bands that stand in an array.
   *
   * @param floats the elements
   * @return the array as bands
   */
  public static Bands of(float[] floats) {
    return new Bands(Dtype.FLOAT32, floats, NO_WORDS);
  }

  /**
   * The dtype of keys and values beside matrices of some dtype.
   *
   * @param matrices that of the matrices
   * @return float32 beside float32, so that all is exact there, else bfloat16
   */
  public static Dtype beside(Dtype matrices) {
    return matrices == Dtype.FLOAT32 ? Dtype.FLOAT32 : Dtype.BFLOAT16;
  }

  /**
   * Sets an element, rounding it to the dtype.
   *
   * @param index of its word
   * @param part of the word, the lowest bits first
   * @param value the element
   */
  public void set(int index, int part, float value) {
    if (dtype == Dtype.FLOAT32) {
      floats[index] = value;
      return;
    }
    int half = Short.toUnsignedInt(HalfPrecision.bfloat16(value));
    words[index] = part == 0 ? words[index] & ~LOWER | half : words[index] & LOWER | half << HALF;
  }

  /**
   * Reads an element.
   *
   * @param index of its word
   * @param part of the word, the lowest bits first
   * @return the element
   */
  public float get(int index, int part) {
    if (dtype == Dtype.FLOAT32) {
      return floats[index];
    }
    return Float.intBitsToFloat(part == 0 ? words[index] << HALF : words[index] & ~LOWER);
  }
}
