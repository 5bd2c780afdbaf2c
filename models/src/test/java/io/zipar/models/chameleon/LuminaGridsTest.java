/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.chameleon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import io.zipar.Grid;
import io.zipar.fixtures.Fixtures;
import io.zipar.models.testing.AuthorsLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LuminaGridsTest {
  private static final Path LAYOUT = Fixtures.path("chameleon/layout.json");

  @Test
  void everySizeOfTheAuthorsIsItsOwnClosest() {
    AuthorsLayout.object(LAYOUT, "grid_choices")
        .entrySet()
        .forEach(
            target -> {
              int side = Integer.parseInt(target.getKey()) / 32;
              target
                  .getValue()
                  .getAsJsonArray()
                  .forEach(
                      choice -> {
                        JsonArray sides = choice.getAsJsonArray();
                        int width = sides.get(0).getAsInt();
                        int height = sides.get(1).getAsInt();
                        assertEquals(
                            Grid.of(height, width),
                            LuminaGrids.closest(side * side, width, height));
                      });
            });
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 24, 24", "16, 9, 18, 32", "9, 16, 32, 18", "100, 1, 12, 48"})
  void aRatioGetsTheSizeThatKeepsMost(int width, int height, int rows, int columns) {
    assertEquals(Grid.of(rows, columns), LuminaGrids.closest(576, width, height));
  }
}
