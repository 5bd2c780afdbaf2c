/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import java.util.Arrays;

/**
 * The activations that a product multiplies a {@link Matrix} with: one column per token. Columns
 * are kept in groups of equal width (1, 2 or 4), within a group the values of one input side by
 * side; groups that the columns do not fill are filled up with zeros. Memory is kept for the next
 * use. Not safe for several threads while it is filled.
 */
public final class Columns {
  /** The widest group. */
  public static final int GROUP = 4;

  private final int narrowest;
  private float[] values = {};
  private int count;
  private int width;
  private int inputs;

  /**
   * Creates an empty set of columns.
   *
   * @param narrowest least width of a group: 1, 2 or 4
   */
  public Columns(int narrowest) {
    this.narrowest = narrowest;
  }

  /**
   * Sets the size, contents undefined but for the filling, which is 0.
   *
   * @param columns number of columns, at least 1
   * @param length values of a column
   * @param paddedLength values of a column with those that fill up a matrix's last word
   */
  public void resize(int columns, int length, int paddedLength) {
    count = columns;
    width = Math.max(narrowest, columns <= 2 ? columns : GROUP);
    inputs = paddedLength;
    int needed = groups() * width * paddedLength;
    if (values.length < needed) {
      values = new float[needed];
    }
    boolean filled = groups() * width > columns;
    for (int group = 0; group < groups(); group++) {
      boolean partial = filled && group == groups() - 1;
      int from = base(group) + (partial ? 0 : length * width);
      Arrays.fill(values, from, base(group) + paddedLength * width, 0f);
    }
  }

  /**
   * Fills one column.
   *
   * @param column its index
   * @param source where the values stand
   * @param from index of the first
   * @param length number of values
   */
  public void set(int column, float[] source, int from, int length) {
    int to = base(column / width) + column % width;
    for (int i = 0; i < length; i++) {
      values[to + i * width] = source[from + i];
    }
  }

  /**
   * Fills one column with values multiplied by a common factor and one of their own.
   *
   * @param column its index
   * @param source where the values stand
   * @param from index of the first
   * @param factor the common factor
   * @param factors the factor of each value; their number is that of the values
   */
  public void setScaled(int column, float[] source, int from, float factor, float[] factors) {
    int to = base(column / width) + column % width;
    for (int i = 0; i < factors.length; i++) {
      values[to + i * width] = source[from + i] * factor * factors[i];
    }
  }

  /**
   * Rounds a number of columns up: no product writes more.
   *
   * @param columns number of columns
   * @return a multiple of {@link #GROUP}
   */
  public static int padded(int columns) {
    return (columns + GROUP - 1) / GROUP * GROUP;
  }

  /**
   * The values; group g begins at {@link #base}, its value of input i and column c stands at {@code
   * base + i * width + c}.
   *
   * @return the memory itself, which may be longer than needed
   */
  public float[] values() {
    return values;
  }

  /**
   * Where a group begins.
   *
   * @param group its index
   * @return index in {@link #values}
   */
  public int base(int group) {
    return group * width * inputs;
  }

  /**
   * Counts the columns.
   *
   * @return without the filling
   */
  public int count() {
    return count;
  }

  /**
   * The width of a group.
   *
   * @return 1, 2 or 4
   */
  public int width() {
    return width;
  }

  /**
   * Counts the groups.
   *
   * @return at least 1
   */
  public int groups() {
    return (count + width - 1) / width;
  }
}
