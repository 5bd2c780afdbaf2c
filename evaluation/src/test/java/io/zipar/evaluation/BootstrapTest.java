/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(400, 0.95, 7);

  private static double[] sample(long seed, int count) {
    return new SplittableRandom(seed).doubles(count).map(value -> value < 0.3 ? 1 : 0).toArray();
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    double[] values = new SplittableRandom(1).doubles(50).toArray();
    assertEquals(BOOTSTRAP.mean(values), new Bootstrap(400, 0.95, 7).mean(values));
    assertNotEquals(BOOTSTRAP.mean(values), new Bootstrap(400, 0.95, 8).mean(values));
  }

  @Test
  void constantsHaveNoInterval() {
    assertEquals(new Estimate(2, 2, 2), BOOTSTRAP.mean(new double[] {2, 2, 2}));
  }

  @Test
  void intervalsCoverTheTruthAboutAsOftenAsTheySay() {
    int covered = 0;
    for (int trial = 0; trial < 200; trial++) {
      Estimate estimate = new Bootstrap(200, 0.9, trial).mean(sample(trial, 100));
      covered += estimate.low() <= 0.3 && 0.3 <= estimate.high() ? 1 : 0;
    }
    assertTrue(covered >= 165 && covered <= 195, covered + " of 200");
  }

  @Test
  void biasOfResamplingIsTakenOut() {
    double[] values = {1, 2, 3, 4, 5, 6};
    Estimate estimate =
        BOOTSTRAP.of(
            new int[values.length],
            times -> {
              int present = 0;
              for (int each : times) {
                present += each > 0 ? 1 : 0;
              }
              return present;
            });
    assertEquals(6, estimate.value());
    assertTrue(estimate.low() < 6 && estimate.high() > 6, estimate.toString());
  }

  @Test
  void whatIsNotDefinedStaysSo() {
    Estimate estimate = Diversity.of(new float[][] {{0}, {1}}, new int[] {0, 1}, BOOTSTRAP);
    assertTrue(Double.isNaN(estimate.value()));
  }

  @Test
  void diversityIsTheMeanDistanceWithinAClass() {
    float[][] rows = {{0, 0}, {3, 4}, {100, 0}, {101, 0}, {103, 0}};
    Estimate estimate = Diversity.of(rows, new int[] {0, 0, 1, 1, 1}, BOOTSTRAP);
    assertEquals((5 + 1 + 3 + 2) / 4.0, estimate.value(), 1e-12);
  }

  @Test
  void groupsKeepTheirSize() {
    int[] groups = {5, 7, 5, 7, 7, 9};
    BOOTSTRAP.of(
        groups,
        times -> {
          assertEquals(2, times[0] + times[2]);
          assertEquals(3, times[1] + times[3] + times[4]);
          assertEquals(1, times[5]);
          return 0;
        });
    Estimate estimate = BOOTSTRAP.mean(new int[] {0, 1, 2}, new double[] {1, 2, 6});
    assertEquals(new Estimate(3, 3, 3), estimate);
  }

  @Test
  void sharesStayBetweenNoneAndAll() {
    Estimate estimate = BOOTSTRAP.mean(new double[] {1, 0, 0, 0, 0, 0, 0, 0});
    assertTrue(estimate.low() >= 0 && estimate.high() <= 1, estimate.toString());
  }

  @Test
  void settingsAreChecked() {
    assertThrows(InvalidInputException.class, () -> new Bootstrap(0, 0.9, 1));
    assertThrows(InvalidInputException.class, () -> new Bootstrap(10, 1, 1));
  }
}
