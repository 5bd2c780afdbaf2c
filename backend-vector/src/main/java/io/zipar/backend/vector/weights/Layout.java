/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.weights;

/**
 * How kernels want rows laid out that they multiply. Rows come in bands, one behind the other; a
 * step of a band is a word of each of its rows, side by side. Of S streams of a band, step t is in
 * stream t mod S, and the streams stand one behind the other: a product takes the steps in their
 * order and so reads S pages of memory at a time. It then waits for the first lines of S pages
 * together, instead of once for every page.
 *
 * @param rows rows of a band, a divisor of {@link Matrix#PANEL}
 * @param streams streams of a band, at least 1
 */
public record Layout(int rows, int streams) {
  /**
   * Finds a word.
   *
   * @param steps steps of a row, a multiple of the streams
   * @param row index of the row
   * @param step index of the word in its row
   * @return its index, counted from the first word of the first band
   */
  public int index(int steps, int row, int step) {
    return indexInOrder(steps, row, step % streams * (steps / streams) + step / streams);
  }

  /**
   * Finds a word where a band has a single stream, however many this layout has.
   *
   * @param steps steps of a row
   * @param row index of the row
   * @param step index of the word in its row
   * @return its index, counted from the first word of the first band
   */
  int indexInOrder(int steps, int row, int step) {
    return (row / rows * steps + step) * rows + row % rows;
  }

  // A record's own equals and hashCode are put together at their first call, which here is in the
  // first forward pass.
  @Override
  public boolean equals(Object other) {
    return other instanceof Layout that && rows == that.rows && streams == that.streams;
  }

  @Override
  public int hashCode() {
    return 31 * rows + streams;
  }
}
