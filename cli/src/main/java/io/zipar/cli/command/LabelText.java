/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads class labels as users write them: a number, or a range such as {@code 0-999}. */
public final class LabelText implements ITypeConverter<LabelText.Labels> {
  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
  private static final int MOST = 100_000;

  /**
   * Some labels.
   *
   * @param all in their order, at least one
   */
  public record Labels(List<Integer> all) {
    /** Copies the list. */
    public Labels {
      all = List.copyOf(all);
    }
  }

  /** Creates a converter. */
  public LabelText() {}

  /**
   * Writes a range out.
   *
   * @param text a range, or anything else
   * @return the labels of the range in their order, or the text alone
   * @throws InvalidInputException if the range goes down or holds more than 100,000 labels
   */
  static Stream<String> each(String text) {
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

  private static int number(String text, String digits) {
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

  /**
   * Reads labels.
   *
   * @param text for example {@code 7} or {@code 0-9}
   * @return the labels
   * @throws TypeConversionException if it is written otherwise
   */
  @Override
  public Labels convert(String text) {
    try {
      return new Labels(each(text).map(label -> number(text, label)).toList());
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
