/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The declaration of one option of a plugin: command lines, error messages and documentation are
 * made from it, and values are checked against it before the plugin sees them.
 *
 * @param name lower case letters, digits and hyphens
 * @param kind what a value is
 * @param minimum least number allowed; ignored unless the kind is a number
 * @param maximum greatest number allowed; ignored unless the kind is a number
 * @param bound what of the request's grid a number may also not exceed; a default beyond it is
 *     lowered to it
 * @param keywords the words allowed: all there is for {@link Kind#CHOICE}, besides numbers for the
 *     kinds that are numbers
 * @param defaultValue the value when none is given, written as a user would
 * @param text one line that says what the option does
 */
@ApiStatus.Experimental(since = "0.1")
public record OptionSpec(
    String name,
    Kind kind,
    double minimum,
    double maximum,
    GridBound bound,
    List<String> keywords,
    String defaultValue,
    String text) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** What a value is. */
  public enum Kind {
    /** A whole number. */
    INTEGER,
    /** A number. */
    DECIMAL,
    /** One of the keywords. */
    CHOICE,
    /** Any text. */
    TEXT
  }

  /** What of a grid bounds a number. */
  public enum GridBound {
    /** Nothing. */
    NONE,
    /** The columns: the cells of a row. */
    COLUMNS,
    /** The rows of a frame. */
    ROWS;

    /**
     * The greatest number that fits a grid.
     *
     * @param grid the grid of a request
     * @return its columns or its rows; {@link Integer#MAX_VALUE} without a bound
     */
    public int of(Grid grid) {
      return switch (this) {
        case NONE -> Integer.MAX_VALUE;
        case COLUMNS -> grid.columns();
        case ROWS -> grid.rows();
      };
    }

    /** As messages name it: {@code columns}, {@code rows}. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the declaration.
   *
   * @throws IllegalArgumentException if the name has other characters, the range is empty, a choice
   *     has no keywords, or the default is not allowed
   */
  public OptionSpec {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(bound, "bound");
    Objects.requireNonNull(text, "text");
    keywords = List.copyOf(keywords);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("option name '" + name + "' must match " + NAME);
    }
    if (!(minimum <= maximum)) {
      throw new IllegalArgumentException("option " + name + " has an empty range");
    }
    if (kind == Kind.CHOICE && keywords.isEmpty()) {
      throw new IllegalArgumentException("option " + name + " has no choices");
    }
    if (!allows(kind, minimum, maximum, keywords, defaultValue)) {
      throw new IllegalArgumentException(
          "option " + name + " does not allow its default '" + defaultValue + "'");
    }
  }

  /**
   * A whole number in a fixed range.
   *
   * @param name the name
   * @param minimum least value
   * @param maximum greatest value
   * @param defaultValue the default
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec integer(
      String name, int minimum, int maximum, int defaultValue, String text) {
    return new OptionSpec(
        name,
        Kind.INTEGER,
        minimum,
        maximum,
        GridBound.NONE,
        List.of(),
        Integer.toString(defaultValue),
        text);
  }

  /**
   * A whole number from a minimum to the columns of the grid.
   *
   * @param name the name
   * @param minimum least value
   * @param defaultValue the default, lowered to the columns where it exceeds them
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec integerUpToColumns(
      String name, int minimum, int defaultValue, String text) {
    return new OptionSpec(
        name,
        Kind.INTEGER,
        minimum,
        Integer.MAX_VALUE,
        GridBound.COLUMNS,
        List.of(),
        Integer.toString(defaultValue),
        text);
  }

  /**
   * A whole number from a minimum to the columns of the grid, or a word.
   *
   * @param name the name
   * @param minimum least value
   * @param keywords the words allowed besides numbers
   * @param defaultValue the default: a word, or a number, which is lowered to the columns where it
   *     exceeds them
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec integerUpToColumnsOr(
      String name, int minimum, List<String> keywords, String defaultValue, String text) {
    return new OptionSpec(
        name,
        Kind.INTEGER,
        minimum,
        Integer.MAX_VALUE,
        GridBound.COLUMNS,
        keywords,
        defaultValue,
        text);
  }

  /**
   * A whole number from a minimum to the rows of a frame of the grid, or a word.
   *
   * @param name the name
   * @param minimum least value
   * @param keywords the words allowed besides numbers
   * @param defaultValue the default: a word, or a number, which is lowered to the rows where it
   *     exceeds them
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec integerUpToRowsOr(
      String name, int minimum, List<String> keywords, String defaultValue, String text) {
    return new OptionSpec(
        name,
        Kind.INTEGER,
        minimum,
        Integer.MAX_VALUE,
        GridBound.ROWS,
        keywords,
        defaultValue,
        text);
  }

  /**
   * A number in a fixed range.
   *
   * @param name the name
   * @param minimum least value
   * @param maximum greatest value
   * @param defaultValue the default
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec decimal(
      String name, double minimum, double maximum, double defaultValue, String text) {
    return new OptionSpec(
        name,
        Kind.DECIMAL,
        minimum,
        maximum,
        GridBound.NONE,
        List.of(),
        Double.toString(defaultValue),
        text);
  }

  /**
   * One of several words.
   *
   * @param name the name
   * @param keywords the words allowed
   * @param defaultValue one of them
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec choice(
      String name, List<String> keywords, String defaultValue, String text) {
    return new OptionSpec(name, Kind.CHOICE, 0, 0, GridBound.NONE, keywords, defaultValue, text);
  }

  /**
   * Any text.
   *
   * @param name the name
   * @param defaultValue the default
   * @param text what it does
   * @return the declaration
   */
  public static OptionSpec text(String name, String defaultValue, String text) {
    return new OptionSpec(name, Kind.TEXT, 0, 0, GridBound.NONE, List.of(), defaultValue, text);
  }

  /**
   * Tells whether a value lies in the declared range. The grid is not known here: {@link
   * OptionValues#forGrid} checks what it bounds.
   *
   * @param value what the user wrote
   * @return whether it is allowed
   */
  public boolean allows(String value) {
    return allows(kind, minimum, maximum, keywords, value);
  }

  /**
   * Describes the allowed values.
   *
   * @return for example {@code a whole number from 1 to the columns of the grid}
   */
  public String range() {
    String words = keywords.isEmpty() ? "" : String.join(" | ", keywords);
    if (kind == Kind.CHOICE) {
      return words;
    }
    if (kind == Kind.TEXT) {
      return "text";
    }
    String upper =
        bound != GridBound.NONE
            ? "the " + bound.word() + " of the grid"
            : maximum == Integer.MAX_VALUE || maximum == Double.MAX_VALUE ? "" : number(maximum);
    return (kind == Kind.INTEGER ? "a whole number" : "a number")
        + (upper.isEmpty()
            ? " of at least " + number(minimum)
            : " from " + number(minimum) + " to " + upper)
        + (words.isEmpty() ? "" : ", or " + words);
  }

  private String number(double value) {
    return kind == Kind.INTEGER ? Long.toString((long) value) : Double.toString(value);
  }

  private static boolean allows(
      Kind kind, double minimum, double maximum, List<String> keywords, String value) {
    if (value == null) {
      return false;
    }
    if (keywords.contains(value)) {
      return true;
    }
    try {
      return switch (kind) {
        case TEXT -> true;
        case CHOICE -> false;
        case INTEGER -> Integer.parseInt(value) >= minimum && Integer.parseInt(value) <= maximum;
        case DECIMAL ->
            Double.parseDouble(value) >= minimum && Double.parseDouble(value) <= maximum;
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
