/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import java.util.Arrays;

/**
 * The activations that a product multiplies a {@link Matrix} with: one column per token. Columns
 * are kept in groups, within a group the values of one input side by side: one or two columns are a
 * group, more of them groups of 6 and then of 4 that leave the fewest places empty. Empty places
 * are filled up with zeros. Memory is kept for the next use. Not safe for several threads while it
 * is filled.
 */
public final class Columns {
  /** The columns of a small group where there are more than two. */
  public static final int SMALL = 4;

  /** The columns of a large group. */
  public static final int LARGE = 6;

  private final int narrowest;
  private final boolean withLarge;
  private float[] values = {};
  private int count;
  private int largeGroups;
  private int smallGroups;
  private int smallWidth;
  private int inputs;

  /**
   * Creates an empty set of columns.
   *
   * @param narrowest least width of a group: 1, 2 or {@link #SMALL}
   * @param widest greatest width of a group: {@link #SMALL} or {@link #LARGE}
   */
  public Columns(int narrowest, int widest) {
    this.narrowest = narrowest;
    this.withLarge = widest == LARGE;
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
    inputs = paddedLength;
    group();
    int needed = first(groups()) * paddedLength;
    if (values.length < needed) {
      values = new float[needed];
    }
    boolean filled = first(groups()) > columns;
    for (int group = 0; group < groups(); group++) {
      boolean partial = filled && group == groups() - 1;
      int from = base(group) + (partial ? 0 : length * width(group));
      Arrays.fill(values, from, base(group + 1), 0f);
    }
  }

  private void group() {
    largeGroups = 0;
    if (count <= 2) {
      smallWidth = Math.max(narrowest, count);
      smallGroups = 1;
      return;
    }
    smallWidth = SMALL;
    smallGroups = padded(count) / SMALL;
    if (withLarge) {
      int even = count + count % 2;
      // What 6 leaves of an even number: nothing, 4, or 2, which are 8 less another 6.
      smallGroups = (LARGE - even % LARGE) % LARGE / 2;
      largeGroups = (even - smallGroups * SMALL) / LARGE;
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
    int to = start(column);
    int width = width(groupOf(column));
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
    int to = start(column);
    int width = width(groupOf(column));
    for (int i = 0; i < factors.length; i++) {
      values[to + i * width] = source[from + i] * factor * factors[i];
    }
  }

  /**
   * Rounds a number of columns up: no product writes more.
   *
   * @param columns number of columns
   * @return a multiple of {@link #SMALL}
   */
  public static int padded(int columns) {
    return (columns + SMALL - 1) / SMALL * SMALL;
  }

  /**
   * The values; group g begins at {@link #base}, its value of input i and column c, counted from
   * the group's {@link #first}, stands at {@code base + i * width + c}.
   *
   * @return the memory itself, which may be longer than needed
   */
  public float[] values() {
    return values;
  }

  /**
   * Where a group begins.
   *
   * @param group its index, or the number of groups
   * @return index in {@link #values}
   */
  public int base(int group) {
    return first(group) * inputs;
  }

  /**
   * Where a column begins; its values stand a {@link #width} of its group apart.
   *
   * @param column its index
   * @return index in {@link #values}
   */
  public int start(int column) {
    int group = groupOf(column);
    return base(group) + column - first(group);
  }

  /**
   * The first column of a group.
   *
   * @param group its index, or the number of groups
   * @return index of the column; for the number of groups, that of all columns with the filling
   */
  public int first(int group) {
    int large = Math.min(group, largeGroups);
    return large * LARGE + (group - large) * smallWidth;
  }

  /**
   * Finds the group of a column.
   *
   * @param column its index
   * @return index of the group
   */
  public int groupOf(int column) {
    int small = column - largeGroups * LARGE;
    return small < 0 ? column / LARGE : largeGroups + small / smallWidth;
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
   * @param group its index
   * @return 1, 2, {@link #SMALL} or {@link #LARGE}; less than {@link #SMALL} for a single group
   *     only
   */
  public int width(int group) {
    return group < largeGroups ? LARGE : smallWidth;
  }

  /**
   * Counts the groups.
   *
   * @return at least 1
   */
  public int groups() {
    return largeGroups + smallGroups;
  }
}
