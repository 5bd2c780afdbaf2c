/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads class labels as users write them: a number, or a range such as {@code 0-999}. */
public final class LabelText implements ITypeConverter<LabelText.Labels> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

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
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      int first = Integer.parseInt(form.group(1));
      int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
      if (first <= last) {
        return new Labels(IntStream.rangeClosed(first, last).boxed().toList());
      }
    }
    throw new TypeConversionException("'" + text + "' is no label or range such as 0-9");
  }
}
