/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.util.function.IntConsumer;

/** Cuts a segment into tokens. Immutable, safe for several threads. */
@FunctionalInterface
interface PieceModel {
  /**
   * Encodes a segment.
   *
   * @param text not empty, of whole characters
   * @param target receives the numbers of tokens
   * @throws Unknown if the vocabulary cannot express it
   */
  void encode(String text, IntConsumer target) throws Unknown;
}
