/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes out ranges of class labels such as {@code 0-999}. */
@ApiStatus.Experimental(since = "0.1")
public final class ClassRange {
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
  private static final int MOST = 100_000;

  private ClassRange() {}

  /**
   * Writes a range out.
   *
   * @param text a range, or anything else
   * @return the labels of the range in their order, or the text alone
   * @throws InvalidInputException if the range goes down or holds more than 100,000 labels
   */
  public static Stream<String> each(String text) {
    Matcher range = RANGE.matcher(text);
    return range.matches() ? labels(text, range).mapToObj(Integer::toString) : Stream.of(text);
  }

  private static IntStream labels(String text, Matcher range) {
    int first = number(text, range.group(1));
    int last = number(text, range.group(2));
    if (first > last) {
      throw new InvalidInputException(
          "class range '" + text + "' goes down: write the lower label first, for example 0-9");
    }
    if (last - first >= MOST) {
      throw new InvalidInputException(
          "class range '" + text + "' holds more than " + MOST + " labels");
    }
    return IntStream.rangeClosed(first, last);
  }

  /**
   * Reads a label.
   *
   * @param text what the user wrote, for errors
   * @param digits the label in it
   * @return the label
   * @throws InvalidInputException if it is no number, or too large
   */
  public static int number(String text, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "class '"
              + text
              + "': a label is a whole number of at most "
              + Integer.MAX_VALUE
              + ", or a range such as 0-9",
          e);
    }
  }
}
