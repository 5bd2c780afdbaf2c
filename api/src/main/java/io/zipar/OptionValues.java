/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * Checked values for the declared options of one plugin; an option that the user left out has its
 * default. Immutable, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class OptionValues {
  private final String owner;
  private final List<OptionSpec> specs;
  private final Map<String, String> given;
  private final Map<String, String> values;

  private OptionValues(
      String owner, List<OptionSpec> specs, Map<String, String> given, Map<String, String> values) {
    this.owner = owner;
    this.specs = specs;
    this.given = given;
    this.values = values;
  }

  /**
   * Checks what a user gave against what a plugin declares.
   *
   * @param owner the plugin as a user knows it, for example {@code strategy 'zipar'}
   * @param specs the declared options
   * @param given names and values, may leave options out
   * @return the values
   * @throws InvalidInputException if a name is not declared or a value is not allowed; the message
   *     names the option and what would be right
   */
  public static OptionValues of(String owner, List<OptionSpec> specs, Map<String, String> given) {
    Objects.requireNonNull(owner, "owner");
    Map<String, String> values = new LinkedHashMap<>();
    for (OptionSpec spec : specs) {
      String value = given.getOrDefault(spec.name(), spec.defaultValue());
      if (!spec.allows(value)) {
        throw new InvalidInputException(
            owner + ": option " + spec.name() + "=" + value + " is not " + spec.range());
      }
      values.put(spec.name(), value);
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new InvalidInputException(
            owner
                + " has no option '"
                + name
                + "'"
                + NearestName.hint(values.keySet(), name)
                + "; it has: "
                + (values.isEmpty() ? "none" : String.join(", ", values.keySet())));
      }
    }
    return new OptionValues(owner, List.copyOf(specs), Map.copyOf(given), values);
  }

  /**
   * Applies the bounds that depend on the grid: a default beyond the columns, or the rows, is
   * lowered to them, a given value beyond them is refused.
   *
   * @param grid the grid of the request
   * @return values that fit the grid
   * @throws InvalidInputException if a given value exceeds the columns or rows that bound it
   */
  public OptionValues forGrid(Grid grid) {
    Map<String, String> fitted = new LinkedHashMap<>(values);
    for (OptionSpec spec : specs) {
      String value = values.get(spec.name());
      if (spec.bound() == OptionSpec.GridBound.NONE || spec.keywords().contains(value)) {
        continue;
      }
      int most = spec.bound().of(grid);
      if (Double.parseDouble(value) > most) {
        if (given.containsKey(spec.name())) {
          throw new InvalidInputException(
              owner
                  + ": option "
                  + spec.name()
                  + "="
                  + value
                  + " exceeds the "
                  + most
                  + " "
                  + spec.bound().word()
                  + " of the grid "
                  + grid);
        }
        fitted.put(spec.name(), Integer.toString(most));
      }
    }
    return new OptionValues(owner, specs, given, fitted);
  }

  /**
   * The value of an option as text.
   *
   * @param name a declared option
   * @return its value
   * @throws NoSuchElementException if the option is not declared
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new NoSuchElementException(owner + " declares no option '" + name + "'");
    }
    return value;
  }

  /**
   * The value of an option as a whole number.
   *
   * @param name a declared option of kind {@link OptionSpec.Kind#INTEGER}
   * @return its value
   * @throws NoSuchElementException if the option is not declared
   * @throws NumberFormatException if the value is one of the option's keywords
   */
  public int integer(String name) {
    return Integer.parseInt(text(name));
  }

  /**
   * The value of an option as a number.
   *
   * @param name a declared option of a kind that is a number
   * @return its value
   * @throws NoSuchElementException if the option is not declared
   * @throws NumberFormatException if the value is one of the option's keywords
   */
  public double decimal(String name) {
    return Double.parseDouble(text(name));
  }

  /**
   * All values, defaults included.
   *
   * @return names and values in the order of the declarations, unmodifiable
   */
  public Map<String, String> asMap() {
    return Collections.unmodifiableMap(values);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
