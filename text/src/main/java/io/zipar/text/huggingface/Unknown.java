/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

/** The vocabulary lacks something. For control flow within a call: it has no stack trace. */
final class Unknown extends Exception {
  private static final long serialVersionUID = 1;

  private final transient String characters;

  Unknown(String characters) {
    super(characters, null, false, false);
    this.characters = characters;
  }

  /** What is lacking, as it was after all changes to the text. */
  String characters() {
    return characters;
  }

  /**
   * Whether something that a vocabulary lacks is passed over, or stands as the token for the
   * unknown: nobody sees it in a prompt.
   */
  static boolean isInvisible(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                Character.isWhitespace(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.NON_SPACING_MARK);
  }
}
