/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

/**
 * Where things stand on a contact sheet: a label column, then one column for each picture, all of
 * one size; a line of titles above. Pure arithmetic, in pixels.
 *
 * @param labelWidth width of the labels
 * @param titleHeight height of the line of titles
 * @param cellWidth width of a picture as it is shown
 * @param cellHeight height of a picture as it is shown
 * @param rows number of rows
 * @param columns number of pictures in a row
 */
record SheetLayout(
    int labelWidth, int titleHeight, int cellWidth, int cellHeight, int rows, int columns) {
  static final int GAP = 12;

  /** Pictures whose longer side is below this are enlarged. */
  static final int SMALL = 256;

  /** The whole number by which a picture is enlarged, so that its pixels stay squares. */
  static int enlargement(int width, int height) {
    return Math.max(1, SMALL / Math.max(width, height));
  }

  int width() {
    return GAP + labelWidth + GAP + columns * (cellWidth + GAP);
  }

  int height() {
    return GAP + titleHeight + rows * (cellHeight + GAP);
  }

  int x(int column) {
    return GAP + labelWidth + GAP + column * (cellWidth + GAP);
  }

  int y(int row) {
    return GAP + titleHeight + row * (cellHeight + GAP);
  }
}
