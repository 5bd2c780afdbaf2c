/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

/** What no published file or prompt comes near to. */
final class Limits {
  /** Bytes of a file. */
  static final long MOST_BYTES = 1 << 26;

  /** Tokens of a vocabulary; the greatest published ones have some 260,000. */
  static final int MOST_TOKENS = 1 << 19;

  /** Merges; the greatest published lists have some 580,000. */
  static final int MOST_MERGES = 1 << 20;

  /** Characters of a text after it was changed. */
  static final int MOST_CHARACTERS = 1 << 24;

  /** Characters of a piece that text is cut into. */
  static final int LONGEST_PIECE = 1024;

  /** Values in the parts of a file that say how text is changed and split. */
  static final int MOST_VALUES = 10_000;

  private Limits() {}
}
