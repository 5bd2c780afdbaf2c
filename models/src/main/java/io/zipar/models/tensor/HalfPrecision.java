/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

/** Rounds float32 to 16 bits, to the nearest value, ties to even. Java has this from 20 on only. */
final class HalfPrecision {
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;
  private static final int QUIET_NAN = 0x7e00;
  private static final float OVERFLOW = 65520f;
  private static final float LEAST_NORMAL = 0x1p-14f;

  private HalfPrecision() {}

  static short float16(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & SIGN;
    float magnitude = Math.abs(value);
    int rounded;
    if (Float.isNaN(value)) {
      rounded = QUIET_NAN;
    } else if (magnitude >= OVERFLOW) {
      rounded = INFINITY;
    } else if (magnitude < LEAST_NORMAL) {
      // A subnormal is a multiple of 2^-24.
      rounded = (int) Math.rint(magnitude * 0x1p24f);
    } else {
      int bits = Float.floatToRawIntBits(magnitude);
      int even = bits >>> 13 & 1;
      rounded = (bits + 0xfff + even >>> 13) - (127 - 15 << 10);
    }
    return (short) (sign | rounded);
  }

  static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    int even = bits >>> 16 & 1;
    return (short) (bits + 0x7fff + even >>> 16);
  }
}
