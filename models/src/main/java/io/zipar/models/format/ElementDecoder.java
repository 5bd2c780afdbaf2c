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

/** Turns stored little-endian elements into float32. */
public final class ElementDecoder {
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
    float[] values = new float[source.remaining() / type.bytes()];
    switch (type) {
      case FLOAT16 -> {
        short[] bits = shorts(source.asShortBuffer());
        for (int i = 0; i < values.length; i++) {
          values[i] = HalfPrecision.widened(bits[i]);
        }
      }
      case BFLOAT16 -> {
        short[] bits = shorts(source.asShortBuffer());
        for (int i = 0; i < values.length; i++) {
          values[i] = Float.intBitsToFloat(bits[i] << 16);
        }
      }
      case FLOAT64 -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) source.getDouble(8 * i);
        }
      }
      case INT64 -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = source.getLong(8 * i);
        }
      }
      default -> throw new IllegalArgumentException("no decoder for " + type);
    }
    target.put(values);
  }

  private static short[] shorts(ShortBuffer buffer) {
    short[] bits = new short[buffer.remaining()];
    buffer.get(bits);
    return bits;
  }
}
