/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.pipeline.ClassRange;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads class labels as users write them: a number, or a range such as {@code 0-999}. */
public final class LabelText implements ITypeConverter<LabelText.Labels> {
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
   * Reads labels.
   *
   * @param text for example {@code 7} or {@code 0-9}
   * @return the labels
   * @throws TypeConversionException if it is written otherwise
   */
  @Override
  public Labels convert(String text) {
    try {
      return new Labels(
          ClassRange.each(text).map(label -> ClassRange.number(text, label)).toList());
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
