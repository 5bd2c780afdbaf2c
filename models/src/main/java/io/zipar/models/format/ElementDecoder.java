/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Turns stored little-endian elements into float32, with a fixed amount of memory. */
public final class ElementDecoder {
  /** Elements that are decoded together. */
  private static final int PART = 1 << 9;

  private ElementDecoder() {}

  /**
   * Decodes a whole buffer.
   *
   * @param type how the elements are stored
   * @param bytes the elements, read from position to limit
   * @param target receives one value for each; must have room for them
   */
  public static void decode(ElementType type, ByteBuffer bytes, FloatBuffer target) {
    ByteBuffer source = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (type == ElementType.FLOAT32) {
      target.put(source.asFloatBuffer());
      return;
    }
    int elements = source.remaining() / type.bytes();
    float[] values = new float[Math.min(PART, elements)];
    short[] bits = new short[type.bytes() == Short.BYTES ? values.length : 0];
    ShortBuffer halves = source.asShortBuffer();
    for (int first = 0; first < elements; first += PART) {
      int count = Math.min(PART, elements - first);
      halves.get(bits, 0, Math.min(bits.length, count));
      decode(type, source, first, bits, values, count);
      target.put(values, 0, count);
    }
  }

  private static void decode(
      ElementType type, ByteBuffer source, int first, short[] bits, float[] values, int count) {
    switch (type) {
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          values[i] = HalfPrecision.widened(bits[i]);
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          values[i] = Float.intBitsToFloat(bits[i] << 16);
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          values[i] = (float) source.getDouble(Double.BYTES * (first + i));
        }
      }
      case INT64 -> {
        for (int i = 0; i < count; i++) {
          values[i] = source.getLong(Long.BYTES * (first + i));
        }
      }
      default -> throw new IllegalArgumentException("no decoder for " + type);
    }
  }
}
