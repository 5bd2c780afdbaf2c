/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

import java.util.Arrays;

/**
 * The activations that a product multiplies a {@link Matrix} with: one column per token. Columns
 * are kept in groups, within a group the values of one input side by side: first groups of the
 * widest kind, then at most two narrower ones of equal width. Empty places are filled up with
 * zeros. Memory is kept for the next use. Not safe for several threads while it is filled.
 */
public final class Columns {
  /** The columns of a small group where there are more than two. */
  public static final int SMALL = 4;

  /** The columns of a large group. */
  public static final int LARGE = 6;

  private final int narrowest;
  private final int widest;
  private float[] values = {};
  private int count;
  private int wideGroups;
  private int narrowGroups;
  private int narrowWidth;
  private int inputs;

  /**
   * Creates an empty set of columns.
   *
   * @param narrowest least width of a group: 1, 2 or {@link #SMALL}
   * @param widest greatest width of a group: {@link #SMALL} or {@link #LARGE}
   */
  public Columns(int narrowest, int widest) {
    this.narrowest = narrowest;
    this.widest = widest;
  }

  /**
   * Sets the size, contents undefined but for the filling, which is 0.
   *
   * @param columns number of columns, at least 1
   * @param matrix what they are multiplied with; a column has as many values as it has inputs
   */
  public void resize(int columns, Matrix matrix) {
    count = columns;
    inputs = matrix.paddedInputs();
    group(matrix.layout().streams() == 1 || narrowest == SMALL);
    int needed = base(groups());
    if (values.length < needed) {
      values = new float[needed];
    }
    boolean filled = first(groups()) > columns;
    for (int group = 0; group < groups(); group++) {
      boolean partial = filled && group == groups() - 1;
      int from = base(group) + (partial ? 0 : matrix.inputs() * width(group));
      Arrays.fill(values, from, base(group + 1), 0f);
    }
  }

  private void group(boolean evenly) {
    wideGroups = count / widest;
    int rest = count % widest;
    if (rest > SMALL) {
      wideGroups++;
      rest = 0;
    }
    narrowGroups = rest == 0 ? 0 : 1;
    narrowWidth = Math.max(narrowest, rest <= 2 ? rest : SMALL);
    // 6 + 2 are as many as 4 + 4. With one stream six wait for memory as four do, and then compute
    // longer; with several they hardly wait, and two more are the cheapest.
    if (evenly && rest > 0 && rest <= 2 && wideGroups > 0) {
      wideGroups--;
      narrowGroups = 2;
      narrowWidth = SMALL;
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
    int wide = Math.min(group, wideGroups);
    return wide * widest + (group - wide) * narrowWidth;
  }

  /**
   * Finds the group of a column.
   *
   * @param column its index
   * @return index of the group
   */
  public int groupOf(int column) {
    int narrow = column - wideGroups * widest;
    return narrow < 0 ? column / widest : wideGroups + narrow / narrowWidth;
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
   * @return 1, 2, {@link #SMALL} or {@link #LARGE}
   */
  public int width(int group) {
    return group < wideGroups ? widest : narrowWidth;
  }

  /**
   * Counts the groups.
   *
   * @return at least 1
   */
  public int groups() {
    return wideGroups + narrowGroups;
  }
}
