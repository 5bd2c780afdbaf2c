/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.torch;

import io.zipar.InvalidInputException;
import java.nio.charset.StandardCharsets;

/** Walks through the bytes of a pickle. Every length is checked before anything is made of it. */
final class PickleInput {
  private final byte[] bytes;
  private int at;

  PickleInput(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Index of the next byte. */
  int position() {
    return at;
  }

  int unsignedByte() {
    return bytes[advance(1)] & 0xff;
  }

  /** A little-endian number of up to 8 bytes, unsigned below 8. */
  long unsigned(int length) {
    int begin = advance(length);
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[begin + i] & 0xff;
    }
    return value;
  }

  /** A little-endian number in two's complement of 0 to 8 bytes. */
  long signed(int length) {
    int unused = Long.SIZE - Byte.SIZE * length;
    return length == 0 ? 0 : unsigned(length) << unused >> unused;
  }

  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(unsigned(Long.BYTES)));
  }

  String text(long length) {
    int begin = advance(length);
    return new String(bytes, begin, (int) length, StandardCharsets.UTF_8);
  }

  String latin(long length) {
    int begin = advance(length);
    return new String(bytes, begin, (int) length, StandardCharsets.ISO_8859_1);
  }

  void skip(long length) {
    advance(length);
  }

  /** What stands before the next end of a line, which is skipped; in Latin-1. */
  String line() {
    int begin = at;
    while (bytes[advance(1)] != '\n') {
      // The end of the line is what is looked for.
    }
    return new String(bytes, begin, at - 1 - begin, StandardCharsets.ISO_8859_1);
  }

  private int advance(long length) {
    if (length < 0 || length > bytes.length - at) {
      throw new InvalidInputException("its pickle ends early; is the file truncated?");
    }
    int begin = at;
    at += (int) length;
    return begin;
  }
}
