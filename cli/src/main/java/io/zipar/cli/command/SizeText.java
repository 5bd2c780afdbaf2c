/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.ImageSize;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes and ratios as users write them. */
final class SizeText {
  private SizeText() {}

  private static Matcher sides(Pattern pattern, String text, String form) {
    Matcher sides = pattern.matcher(text);
    if (!sides.matches()) {
      throw new TypeConversionException("'" + text + "' is not of the form " + form);
    }
    return sides;
  }

  /** Reads {@code 768x512}. */
  static final class Pixels implements ITypeConverter<ImageSize> {
    private static final Pattern SIDES = Pattern.compile("([1-9]\\d{0,5})x([1-9]\\d{0,5})");

    @Override
    public ImageSize convert(String text) {
      Matcher sides = sides(SIDES, text, "WIDTHxHEIGHT in pixels, for example 768x512");
      return new ImageSize.Pixels(
          Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }
  }

  /** Reads {@code 16:9}. */
  static final class Ratio implements ITypeConverter<ImageSize> {
    private static final Pattern SIDES = Pattern.compile("([1-9]\\d{0,3}):([1-9]\\d{0,3})");

    @Override
    public ImageSize convert(String text) {
      Matcher sides = sides(SIDES, text, "WIDTH:HEIGHT, for example 16:9");
      return new ImageSize.Ratio(
          Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }
  }
}
