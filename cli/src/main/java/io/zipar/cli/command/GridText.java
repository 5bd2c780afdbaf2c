/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a grid as users write it. */
public final class GridText implements ITypeConverter<Grid> {
  private static final Pattern SIDES = Pattern.compile("(?:(\\d{1,8})x)?(\\d{1,8})x(\\d{1,8})");

  /** Creates a converter. */
  public GridText() {}

  /**
   * Reads a grid.
   *
   * @param text for example {@code 24x32}, rows first, or {@code 6x12x12} with frames before them
   * @return the grid
   * @throws TypeConversionException if it is written otherwise or too large
   */
  @Override
  public Grid convert(String text) {
    Matcher sides = SIDES.matcher(text);
    if (!sides.matches()) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is not of the form ROWSxCOLUMNS, for example 24x24, or FRAMESxROWSxCOLUMNS, each of at"
              + " most 8 digits");
    }
    try {
      int frames = sides.group(1) == null ? 1 : Integer.parseInt(sides.group(1));
      return new Grid(frames, Integer.parseInt(sides.group(2)), Integer.parseInt(sides.group(3)));
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
