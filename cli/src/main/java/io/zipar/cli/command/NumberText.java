/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers, and says in plain words what is no number. */
public final class NumberText {
  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

  private NumberText() {}

  /**
   * Lets a command line read numbers in this way.
   *
   * @param commandLine with all of its commands
   */
  public static void register(CommandLine commandLine) {
    ITypeConverter<Integer> whole =
        text -> whole(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE);
    ITypeConverter<Long> wide = text -> whole(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE);
    ITypeConverter<Double> real = NumberText::real;
    commandLine
        .registerConverter(int.class, whole)
        .registerConverter(Integer.class, whole)
        .registerConverter(long.class, wide)
        .registerConverter(Long.class, wide)
        .registerConverter(double.class, real)
        .registerConverter(Double.class, real);
  }

  private static <T> T whole(String text, Function<String, T> parser, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not from " + least + " to " + most);
    }
  }

  private static double real(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number");
    }
  }
}
