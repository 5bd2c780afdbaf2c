/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes pickles opcode by opcode, also ones that no honest writer would make. */
public final class Pickle {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A pickle of protocol 2. */
  public static Pickle begin() {
    return new Pickle().raw(0x80, 2);
  }

  /** Appends bytes. */
  public Pickle raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  /** Appends opcodes that are characters. */
  public Pickle ops(String opcodes) {
    out.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Pushes a class. */
  public Pickle global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  /** Pushes a text. */
  public Pickle text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return ops("X").int32(bytes.length).raw(unsigned(bytes));
  }

  /** Pushes a number. */
  public Pickle number(long value) {
    if (value >= 0 && value < 256) {
      return ops("K").raw((int) value);
    }
    raw(0x8a, 8);
    for (int i = 0; i < 8; i++) {
      raw((int) (value >>> (8 * i)) & 0xff);
    }
    return this;
  }

  /** Appends four little-endian bytes. */
  public Pickle int32(int value) {
    return raw(value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff);
  }

  /** Pushes a tuple of numbers. */
  public Pickle numbers(long... values) {
    ops("(");
    for (long value : values) {
      number(value);
    }
    return ops("t");
  }

  /** Pushes a storage. */
  public Pickle storage(String type, String key, long elements) {
    return ops("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(elements)
        .ops("tQ");
  }

  /** Pushes a tensor. */
  public Pickle tensor(
      String type, String key, long elements, long offset, long[] sizes, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").ops("(").storage(type, key, elements);
    number(offset).numbers(sizes).numbers(strides);
    return raw(0x89).global("collections", "OrderedDict").ops(")RtR");
  }

  /** Ends the pickle. */
  public byte[] end() {
    return ops(".").out.toByteArray();
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      values[i] = bytes[i] & 0xff;
    }
    return values;
  }
}
