/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an array in NumPy's format, a Python dictionary, as Python 2 and 3 write it.
 * Immutable.
 *
 * @param type of the elements, for example {@code <f8}
 * @param columnsFirst whether neighbours in memory are neighbours along the first side
 * @param shape the sides, none for a single number
 */
public record NpyHeader(String type, boolean columnsFirst, List<Long> shape) {
  private static final int MOST = 1 << 16;
  private static final Pattern TYPE =
      Pattern.compile("'descr'\\s*:\\s*'([<>|=]?[A-Za-z]\\d{0,4})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");

  /** Python 2 on Windows writes sides as {@code 4L}. */
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(((?:\\d{1,18}+L?+,?+ ?+){0,8})\\)");

  /** Copies the sides. */
  public NpyHeader {
    shape = List.copyOf(shape);
  }

  /**
   * Reads a header.
   *
   * @param text the dictionary
   * @return empty if it is none of an array of numbers
   */
  public static Optional<NpyHeader> parse(String text) {
    if (text.length() > MOST) {
      return Optional.empty();
    }
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !order.find() || !shape.find()) {
      return Optional.empty();
    }
    List<Long> sides =
        Arrays.stream(shape.group(1).split("[,L ]+"))
            .filter(side -> !side.isEmpty())
            .map(Long::valueOf)
            .toList();
    return Optional.of(new NpyHeader(type.group(1), order.group(1).equals("True"), sides));
  }

  /**
   * The number of elements.
   *
   * @return at least 0; {@link Long#MAX_VALUE} for more
   */
  public long elements() {
    long product = 1;
    for (long side : shape) {
      if (side != 0 && product > Long.MAX_VALUE / side) {
        return Long.MAX_VALUE;
      }
      product *= side;
    }
    return product;
  }
}
