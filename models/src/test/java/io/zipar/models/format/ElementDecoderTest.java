/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.models.tensor.ElementType;
import io.zipar.models.tensor.HalfPrecision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ElementDecoderTest {
  @Test
  void everyFloat16HasTheValueOfItsDefinition() {
    checkAll(ElementType.FLOAT16, bits -> value(bits, 5, 10));
  }

  @Test
  void everyBfloat16HasTheValueOfItsDefinition() {
    checkAll(ElementType.BFLOAT16, bits -> value(bits, 8, 7));
  }

  @Test
  void nanKeepsItsSign() {
    assertEquals(0xffc00000, Float.floatToRawIntBits(HalfPrecision.widened((short) 0xfe00)));
  }

  @Test
  void widerTypesAreRoundedToFloat32() {
    ByteBuffer doubles = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    doubles.putDouble(0.1).putDouble(1e300).putDouble(-0.0);
    assertArrayEquals(
        new float[] {0.1f, Float.POSITIVE_INFINITY, -0.0f},
        decode(ElementType.FLOAT64, doubles.flip(), 3));
    ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    longs.putLong(-7).putLong(Long.MAX_VALUE);
    assertArrayEquals(new float[] {-7f, 0x1p63f}, decode(ElementType.INT64, longs.flip(), 2));
  }

  @Test
  void manyElementsAreDecodedPartByPart() {
    int count = 10_001;
    float[] expected = new float[count];
    ByteBuffer doubles = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer halves = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      expected[i] = i % 256 - 100;
      doubles.putDouble(expected[i]);
      halves.putShort(HalfPrecision.bfloat16(expected[i]));
    }
    assertArrayEquals(expected, decode(ElementType.FLOAT64, doubles.flip(), count));
    assertArrayEquals(expected, decode(ElementType.BFLOAT16, halves.flip(), count));
  }

  /** IEEE 754, section 3.4: sign, biased exponent, fraction. */
  private static double value(int bits, int exponentBits, int fractionBits) {
    double sign = (bits & 0x8000) == 0 ? 1 : -1;
    int bias = (1 << (exponentBits - 1)) - 1;
    int exponent = (bits >> fractionBits) & ((1 << exponentBits) - 1);
    double fraction = (bits & ((1 << fractionBits) - 1)) / (double) (1 << fractionBits);
    if (exponent == (1 << exponentBits) - 1) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * fraction * Math.pow(2, 1 - bias)
        : sign * (1 + fraction) * Math.pow(2, exponent - bias);
  }

  private static void checkAll(ElementType type, IntToDoubleFunction definition) {
    int count = 1 << 16;
    ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < count; bits++) {
      bytes.putShort((short) bits);
    }
    float[] decoded = decode(type, bytes.flip(), count);
    for (int bits = 0; bits < count; bits++) {
      assertEquals((float) definition.applyAsDouble(bits), decoded[bits], "bits " + bits);
    }
  }

  private static float[] decode(ElementType type, ByteBuffer bytes, int count) {
    FloatBuffer target = FloatBuffer.allocate(count);
    ElementDecoder.decode(type, bytes, target);
    return target.array();
  }
}
