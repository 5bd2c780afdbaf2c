/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.InvalidInputException;
import io.zipar.spi.support.OneLine;

/** Errors about a place in a file. */
final class PlaceProblem {
  private static final int SHOWN = 60;

  private PlaceProblem() {}

  static InvalidInputException at(String place, String problem) {
    return new InvalidInputException(place + ": " + problem);
  }

  /** What stands in the file, cut and without what would move the cursor. */
  static String quote(String text) {
    return "'" + OneLine.of(text, SHOWN) + "'";
  }
}
