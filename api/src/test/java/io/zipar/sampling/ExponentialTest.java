/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The fast exponential beside the exact one. */
class ExponentialTest {
  @Test
  void isTheExponentialUpToTheRoundingOfAFloat() {
    for (float x = 0; x > -87; x = x * 1.0003f - 1e-6f) {
      double exact = Math.exp(x);
      assertEquals(exact, Exponential.of(x), exact * 7e-8, "at " + x);
    }
  }

  @Test
  void endsAreExact() {
    assertEquals(1f, Exponential.of(0f));
    assertEquals(1f, Exponential.of(-0f));
    assertEquals(0f, Exponential.of(Float.NEGATIVE_INFINITY));
    assertEquals(0f, Exponential.of(-1000f));
    for (float x = -87; x > -104; x -= 0.01f) {
      assertEquals(Math.exp(x), Exponential.of(x), 2e-45, "at " + x);
    }
  }
}
