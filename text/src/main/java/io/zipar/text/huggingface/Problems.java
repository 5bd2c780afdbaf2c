/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import io.zipar.InvalidInputException;

/** Errors about a place in a file. */
final class Problems {
  private static final int SHOWN = 60;
  private static final int LAST_CONTROL_OF_C1 = 0x9f;

  private Problems() {}

  static InvalidInputException at(String place, String problem) {
    return new InvalidInputException(place + ": " + problem);
  }

  /** What stands in the file, cut and without what would move the cursor. */
  static String quote(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(SHOWN).map(c -> isUnfit(c) ? '?' : c).forEach(shown::appendCodePoint);
    return shown.append(text.codePointCount(0, text.length()) > SHOWN ? "...'" : "'").toString();
  }

  private static boolean isUnfit(int c) {
    int type = Character.getType(c);
    return c <= LAST_CONTROL_OF_C1 && Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
