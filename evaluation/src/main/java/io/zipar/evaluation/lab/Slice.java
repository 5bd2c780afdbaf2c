/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import io.zipar.ApiStatus;
import io.zipar.InvalidInputException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the shards of an experiment, for one of several machines.
 *
 * @param number which, from 1
 * @param of how many parts there are
 */
@ApiStatus.Experimental(since = "0.1")
public record Slice(int number, int of) {
  /** Everything. */
  public static final Slice ALL = new Slice(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * Reads a part.
   *
   * @param text for example {@code 2/4}
   * @return the part
   * @throws InvalidInputException if it is written otherwise, or there is no such part
   */
  public static Slice parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      Slice slice = new Slice(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
      if (slice.number >= 1 && slice.number <= slice.of) {
        return slice;
      }
    }
    throw new InvalidInputException(
        "shard '" + text + "' is not of the form NUMBER/ALL, for example 1/4, 2/4, 3/4 and 4/4");
  }

  /** Whether a shard is in this part; numbered over all combinations. */
  boolean has(long shard) {
    return shard % of == number - 1;
  }
}
