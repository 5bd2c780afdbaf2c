/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.report;

import io.zipar.ApiStatus;
import java.util.Locale;

/** Numbers as the tables show them: the same digits in every locale. */
@ApiStatus.Experimental(since = "0.1")
public final class Numbers {
  private static final double NANOS = 1e9;

  private Numbers() {}

  /**
   * Converts a duration.
   *
   * @param nanos nanoseconds
   * @return seconds
   */
  public static double seconds(long nanos) {
    return nanos / NANOS;
  }

  /**
   * Writes a number with a fixed number of decimals.
   *
   * @param value the number
   * @param decimals digits behind the point
   * @return for example {@code 12.50}
   */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /**
   * Writes a share as a percentage.
   *
   * @param share 1 is all
   * @return for example {@code 30.6%}
   */
  public static String percent(double share) {
    return fixed(100 * share, 1) + "%";
  }

  /**
   * Writes a large number in short.
   *
   * @param count a number of at least 0
   * @return for example {@code 343M}
   */
  public static String count(long count) {
    if (count >= 1_000_000_000L) {
      return fixed(count / 1e9, 2) + "B";
    }
    return count >= 1_000_000 ? Math.round(count / 1e6) + "M" : Long.toString(count);
  }
}
