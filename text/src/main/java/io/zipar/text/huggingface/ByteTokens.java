/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.text.huggingface;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The tokens {@code <0x00>} ... {@code <0xFF>}, which stand for the bytes of what else is lacking.
 */
final class ByteTokens {
  private static final int BYTES = 256;
  private static final int NONE = -1;

  private final int[] numbers = new int[BYTES];

  private ByteTokens() {}

  static ByteTokens of(Map<String, Integer> vocabulary) {
    ByteTokens tokens = new ByteTokens();
    for (int value = 0; value < BYTES; value++) {
      tokens.numbers[value] = vocabulary.getOrDefault("<0x%02X>".formatted(value), NONE);
    }
    return tokens;
  }

  /** Encodes a text unless a byte of it has no token. */
  boolean encode(String text, IntConsumer target) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (byte value : bytes) {
      if (numbers[value & 0xff] == NONE) {
        return false;
      }
    }
    for (byte value : bytes) {
      target.accept(numbers[value & 0xff]);
    }
    return true;
  }
}
