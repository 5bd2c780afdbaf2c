/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

/**
 * A stretch of a text.
 *
 * @param text what it is after all that was done to it
 * @param token its number if it is a token already, else {@link #NONE}
 * @param first whether it begins where the text begins
 */
record Segment(String text, int token, boolean first) {
  static final int NONE = -1;

  boolean isToken() {
    return token != NONE;
  }

  Segment withText(String changed) {
    return new Segment(changed, token, first);
  }
}
