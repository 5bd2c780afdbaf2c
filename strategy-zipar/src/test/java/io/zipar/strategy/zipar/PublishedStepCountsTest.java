/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.testkit.Requests;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The step counts of the paper, and the limits of the options. */
class PublishedStepCountsTest {
  @ParameterizedTest(name = "{0}x{1}, window {2}, first row {3}: {4} passes")
  @CsvSource({
    "24, 24, 16, full, 400",
    "24, 24, 12, full, 312",
    "24, 24, 8, full, 224",
    "24, 24, 23, full, 554",
    "24, 24, 2, full, 92",
    "24, 24, 24, full, 576",
    "90, 90, 7, window, 713"
  })
  void matchThePaper(int rows, int columns, String window, String firstRow, int passes) {
    Generator generator = generator(Map.of("window", window, "first-row", firstRow));
    assertEquals(
        passes,
        generator.generate(Requests.of(Grid.of(rows, columns), 1, 0)).metrics().forwardPasses());
  }

  @Test
  void theDefaultWindowIsLoweredToTheColumns() {
    int passes =
        generator(Map.of()).generate(Requests.of(Grid.of(8, 8), 1, 0)).metrics().forwardPasses();
    assertEquals(64, passes);
  }

  @Test
  void aGivenWindowBeyondTheColumnsIsRefused() {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> generator(Map.of("window", "9")).generate(Requests.of(Grid.of(8, 8), 1, 0)));
    assertEquals(
        "strategy 'zipar': option window=9 exceeds the 8 columns of the grid 8x8",
        refused.getMessage());
  }

  @Test
  void moreRowsThanAFrameHasAreRefused() {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                generator(Map.of("frame-window", "5"))
                    .generate(Requests.of(new Grid(2, 4, 8), 1, 0)));
    assertEquals(
        "strategy 'zipar': option frame-window=5 exceeds the 4 rows of the grid 2x4x8",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "wide", "1.5", "99999999999"})
  void aWindowThatIsNoPositiveWholeNumberIsRefused(String window) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> generator(Map.of("window", window)));
    assertEquals(
        "strategy 'zipar': option window="
            + window
            + " is not a whole number from 1 to the columns of the grid, or adaptive",
        refused.getMessage());
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearestName() {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> generator(Map.of("windw", "3")));
    assertEquals(
        "strategy 'zipar' has no option 'windw' (did you mean 'window'?); it has: window,"
            + " min-window, first-row, frame-window, stand-in",
        refused.getMessage());
  }

  private static Generator generator(Map<String, String> options) {
    return new Generator(
        new SyntheticModel(SyntheticSettings.of(Dependence.INDEPENDENT)), new ZipAr(), options);
  }
}
