/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What runs cost together. */
class GenerationMetricsTest {
  private static final GenerationMetrics ONE =
      new GenerationMetrics(
          1, 20, 300, 4000, 50_000, new DraftCounts(1, 2, 3, 4), 6, 70, 800, 9000);
  private static final GenerationMetrics NONE =
      new GenerationMetrics(0, 0, 0, 0, 0, DraftCounts.NONE, 0, 0, 0, 0);

  @Test
  void everyNumberIsAdded() {
    assertEquals(
        new GenerationMetrics(
            2, 40, 600, 8000, 100_000, new DraftCounts(2, 4, 6, 8), 12, 140, 1600, 18_000),
        ONE.plus(ONE));
    assertEquals(ONE, ONE.plus(NONE));
  }

  @Test
  void ratesAreOfTheWholeRun() {
    assertEquals(20, ONE.tokensPerPass());
    assertEquals(20 / 9000e-9, ONE.tokensPerSecond(), 1e-6);
    assertEquals(0, NONE.tokensPerPass());
    assertEquals(0, NONE.tokensPerSecond());
  }
}
