/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

/**
 * The size of a tile.
 *
 * @param rows vectors of rows
 * @param columns columns of inputs
 */
record TileSize(int rows, int columns) {
  private static final String[] NUMBERS = {"", "one", "two", "three", "four", "five", "six"};

  /** Tells of each sum, column by column. */
  void forEachSum(SumConsumer consumer) {
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        consumer.accept(column, row);
      }
    }
  }

  /** Takes the place of a sum. */
  @FunctionalInterface
  interface SumConsumer {
    void accept(int column, int row);
  }

  /** The name of its method, for example {@code fourByTwo}. */
  String method() {
    String number = NUMBERS[columns];
    return NUMBERS[rows] + "By" + Character.toUpperCase(number.charAt(0)) + number.substring(1);
  }

  /** For example {@code Four vectors of rows, two columns.} */
  String title() {
    String number = NUMBERS[rows];
    return "%s%s vectors of rows, %s column%s."
        .formatted(
            Character.toUpperCase(number.charAt(0)),
            number.substring(1),
            NUMBERS[columns],
            columns == 1 ? "" : "s");
  }
}
