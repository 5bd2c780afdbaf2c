/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.anyorder;

import io.zipar.InvalidInputException;

/** Whole numbers joined by +, as a user writes them. */
final class NumberList {
  private NumberList() {}

  /**
   * Parses a list.
   *
   * @param option whose value it is
   * @param text what the user wrote
   * @return the numbers
   * @throws InvalidInputException if a part is no whole number of at least 0
   */
  static int[] parse(String option, String text) {
    String[] parts = text.split("\\+", -1);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Integer.parseInt(parts[i].strip());
      } catch (NumberFormatException e) {
        throw notUnderstood(option, parts[i]);
      }
      if (numbers[i] < 0) {
        throw notUnderstood(option, parts[i]);
      }
    }
    return numbers;
  }

  private static InvalidInputException notUnderstood(String option, String part) {
    String words =
        option.equals(AnyOrder.ORDER)
            ? "raster, random, spiral, checkerboard, locality, confidence, or all cells by raster"
                + " index joined by +, for example 2+0+1+3"
            : "sizes joined by +, for example 1+3+4";
    return new InvalidInputException(
        "option " + option + ": '" + part + "' is not understood; write " + words);
  }
}
