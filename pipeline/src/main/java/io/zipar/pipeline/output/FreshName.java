/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import io.zipar.ApiStatus;
import java.util.SplittableRandom;

/**
 * Names of files that are there for a while only. They are not likely to be taken, but can be
 * guessed: what they name is to be created anew, or not at all. Unguessable ones would slow down
 * every start, for the JDK first has to look for its secure random numbers.
 */
@ApiStatus.Experimental(since = "0.1")
public final class FreshName {
  private FreshName() {}

  /**
   * Makes a name.
   *
   * @param prefix its beginning
   * @return the prefix and up to 16 hexadecimal digits
   */
  public static String of(String prefix) {
    return prefix + Long.toHexString(new SplittableRandom().nextLong());
  }
}
