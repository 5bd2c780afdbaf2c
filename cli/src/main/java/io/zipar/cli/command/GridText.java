/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.pipeline.ImageSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a grid as users write it. */
public final class GridText implements ITypeConverter<Grid> {
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
    try {
      return ImageSize.tokens(text).grid();
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
