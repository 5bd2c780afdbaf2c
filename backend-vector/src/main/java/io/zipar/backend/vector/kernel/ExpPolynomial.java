/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kernel;

/**
 * The exponential function in float32: the argument is split into a multiple of ln 2 and a rest of
 * at most half of it, whose exponential is a polynomial (coefficients of Cephes' expf). The
 * relative error is below 2e-7. Arguments below {@link #LEAST} give exactly 0, those above {@link
 * #GREATEST} count as it. All kernels compute it by the same operations and agree to the last bit.
 */
public final class ExpPolynomial {
  /** Below this the result is 0. */
  public static final float LEAST = -87f;

  /** The greatest argument that is told apart. */
  public static final float GREATEST = 88f;

  /** 1 / ln 2. */
  public static final float LOG2_E = 1.44269504f;

  /** Adding it rounds to a whole number, which then stands in the lowest bits. */
  public static final float ROUNDER = 0x1.8p23f;

  /** The part of -ln 2 whose multiples are exact. */
  public static final float MINUS_LN2_HIGH = -0.693359375f;

  /** The rest of -ln 2. */
  public static final float MINUS_LN2_LOW = 2.12194440e-4f;

  /** Coefficient of x^2. */
  public static final float C2 = 5.0000001201e-1f;

  /** Coefficient of x^3. */
  public static final float C3 = 1.6666665459e-1f;

  /** Coefficient of x^4. */
  public static final float C4 = 4.1665795894e-2f;

  /** Coefficient of x^5. */
  public static final float C5 = 8.3334519073e-3f;

  /** Coefficient of x^6. */
  public static final float C6 = 1.3981999507e-3f;

  /** Coefficient of x^7. */
  public static final float C7 = 1.9875691500e-4f;

  /** Position of the exponent in a float32. */
  public static final int MANTISSA_BITS = 23;

  /** The bits of 1. */
  public static final int ONE_BITS = 0x3f800000;

  private ExpPolynomial() {}

  /**
   * Computes e^x.
   *
   * @param argument x
   * @return the exponential
   */
  public static float exp(float argument) {
    if (argument < LEAST) {
      return 0f;
    }
    float x = Math.min(argument, GREATEST);
    float shifted = Math.fma(x, LOG2_E, ROUNDER);
    float whole = shifted - ROUNDER;
    float rest = Math.fma(whole, MINUS_LN2_LOW, Math.fma(whole, MINUS_LN2_HIGH, x));
    float sum = Math.fma(C7, rest, C6);
    sum = Math.fma(sum, rest, C5);
    sum = Math.fma(sum, rest, C4);
    sum = Math.fma(sum, rest, C3);
    sum = Math.fma(sum, rest, C2);
    sum = Math.fma(sum, rest, 1f);
    sum = Math.fma(sum, rest, 1f);
    int power = (Float.floatToRawIntBits(shifted) << MANTISSA_BITS) + ONE_BITS;
    return sum * Float.intBitsToFloat(power);
  }
}
