/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads grids as users write them. */
final class GridForm {
  private static final Pattern SIDES = Pattern.compile("(?:(\\d{1,8})x)?(\\d{1,8})x(\\d{1,8})");

  private GridForm() {}

  static Grid read(String text) {
    Matcher sides = SIDES.matcher(text);
    if (!sides.matches()) {
      throw new InvalidInputException(
          "'"
              + text
              + "' is not of the form ROWSxCOLUMNS, for example 24x24, or FRAMESxROWSxCOLUMNS, each of at"
              + " most 8 digits");
    }
    int frames = sides.group(1) == null ? 1 : Integer.parseInt(sides.group(1));
    return new Grid(frames, Integer.parseInt(sides.group(2)), Integer.parseInt(sides.group(3)));
  }
}
