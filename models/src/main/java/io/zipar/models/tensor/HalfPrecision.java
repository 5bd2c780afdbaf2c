/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.tensor;

import io.zipar.ApiStatus;

/**
 * Rounds float32 to 16 bits, to the nearest value, ties to even, and back. Java has this for one of
 * the two formats, from 20 on. Stateless, safe for several threads.
 */
@ApiStatus.Experimental(since = "0.1")
public final class HalfPrecision {
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7c00;
  private static final int QUIET_NAN = 0x7e00;
  private static final float OVERFLOW = 65520f;
  private static final float LEAST_NORMAL = 0x1p-14f;

  private static final float TWO_TO_112 = 0x1p112f;
  private static final int FLOAT32_INFINITY = 0x7f800000;

  private HalfPrecision() {}

  /**
   * Widens a float16, which is exact.
   *
   * @param half the bits of a float16
   * @return its value
   */
  public static float widened(short half) {
    // The exponent is rebased by an exact multiplication, which also normalises subnormals; only
    // infinity and NaN need their own exponent.
    int magnitude = (half & 0x7fff) << 13;
    int sign = (half & 0x8000) << 16;
    int finite = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * TWO_TO_112);
    int bits = magnitude >= 0x0f800000 ? magnitude | FLOAT32_INFINITY : finite;
    return Float.intBitsToFloat(bits | sign);
  }

  /**
   * Rounds to float16 (IEEE binary16).
   *
   * @param value any number; from 65520 on it becomes infinite
   * @return the bits of the rounded number
   */
  public static short float16(float value) {
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

  /**
   * Rounds to bfloat16.
   *
   * @param value any number
   * @return the upper half of the bits of the rounded float32
   */
  public static short bfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    int even = bits >>> 16 & 1;
    return (short) (bits + 0x7fff + even >>> 16);
  }
}
