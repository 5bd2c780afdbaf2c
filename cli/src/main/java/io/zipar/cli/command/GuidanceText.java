/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.pipeline.GuidanceChoice;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a scale or a form of guidance. */
final class GuidanceText implements ITypeConverter<GuidanceChoice> {
  @Override
  public GuidanceChoice convert(String text) {
    try {
      return GuidanceChoice.parse(text);
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
