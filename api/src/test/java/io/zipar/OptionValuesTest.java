/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declared options, given values, and what is said when they do not fit. */
class OptionValuesTest {
  private static final List<OptionSpec> SPECS =
      List.of(
          OptionSpec.integerUpToColumns("window", 1, 16, "a window"),
          OptionSpec.choice("mode", List.of("fast", "exact"), "fast", "a mode"),
          OptionSpec.decimal("ratio", 0, 1, 0.5, "a ratio"),
          OptionSpec.integer("threads", 0, 64, 0, "threads"),
          OptionSpec.text("label", "none", "a label"));

  @Test
  void defaultsFillWhatIsLeftOut() {
    OptionValues values = OptionValues.of("plugin 'p'", SPECS, Map.of("mode", "exact"));
    assertEquals(16, values.integer("window"));
    assertEquals("exact", values.text("mode"));
    assertEquals(0.5, values.decimal("ratio"));
    assertEquals("none", values.text("label"));
    assertEquals(
        List.of("window", "mode", "ratio", "threads", "label"),
        List.copyOf(values.asMap().keySet()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "window; 0; a whole number from 1 to the columns of the grid",
        "window; ten; a whole number from 1 to the columns of the grid",
        "mode; slow; fast | exact",
        "ratio; 1.01; a number from 0.0 to 1.0",
        "ratio; NaN; a number from 0.0 to 1.0",
        "threads; 65; a whole number from 0 to 64",
        "threads; ''; a whole number from 0 to 64"
      })
  void aValueOutsideTheRangeIsRefused(String name, String value, String range) {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> OptionValues.of("plugin 'p'", SPECS, Map.of(name, value)));
    assertEquals(
        "plugin 'p': option " + name + "=" + value + " is not " + range, refused.getMessage());
  }

  @Test
  void anUnknownNameIsRefusedWithWhatThereIs() {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> OptionValues.of("plugin 'p'", SPECS, Map.of("thread", "1")));
    assertEquals(
        "plugin 'p' has no option 'thread' (did you mean 'threads'?);"
            + " it has: window, mode, ratio, threads, label",
        refused.getMessage());
  }

  @Test
  void theGridBoundsWhatIsGivenAndLowersWhatIsNot() {
    Grid grid = Grid.of(4, 8);
    assertEquals(8, OptionValues.of("p", SPECS, Map.of()).forGrid(grid).integer("window"));
    assertEquals(
        8, OptionValues.of("p", SPECS, Map.of("window", "8")).forGrid(grid).integer("window"));
    OptionValues tooWide = OptionValues.of("p", SPECS, Map.of("window", "9"));
    assertEquals(
        "p: option window=9 exceeds the 8 columns of the grid 4x8",
        assertThrows(InvalidInputException.class, () -> tooWide.forGrid(grid)).getMessage());
  }

  @Test
  void rowsOfAFrameBoundAsColumnsDo() {
    Grid grid = new Grid(3, 4, 8);
    List<OptionSpec> specs =
        List.of(OptionSpec.integerUpToRowsOr("lag", 1, List.of("all"), "6", "how late"));
    assertEquals("a whole number from 1 to the rows of the grid, or all", specs.get(0).range());
    assertEquals(4, OptionValues.of("p", specs, Map.of()).forGrid(grid).integer("lag"));
    assertEquals(
        "all", OptionValues.of("p", specs, Map.of("lag", "all")).forGrid(grid).text("lag"));
    OptionValues tooLate = OptionValues.of("p", specs, Map.of("lag", "5"));
    assertEquals(
        "p: option lag=5 exceeds the 4 rows of the grid 3x4x8",
        assertThrows(InvalidInputException.class, () -> tooLate.forGrid(grid)).getMessage());
  }

  @Test
  void askingForAnUndeclaredOptionIsAMistakeOfThePlugin() {
    OptionValues values = OptionValues.of("p", SPECS, Map.of());
    assertThrows(NoSuchElementException.class, () -> values.text("speed"));
  }

  @Test
  void aDeclarationMustAllowItsDefault() {
    assertThrows(
        IllegalArgumentException.class, () -> OptionSpec.integer("n", 1, 3, 4, "out of range"));
    assertThrows(
        IllegalArgumentException.class, () -> OptionSpec.choice("c", List.of(), "x", "no choice"));
    assertThrows(
        IllegalArgumentException.class, () -> OptionSpec.integer("Bad Name", 1, 3, 2, "name"));
  }

  @Test
  void aNumberMayHaveWordsBesides() {
    List<OptionSpec> specs =
        List.of(OptionSpec.integerUpToColumnsOr("lag", 1, List.of("auto"), "16", "how late"));
    assertEquals("a whole number from 1 to the columns of the grid, or auto", specs.get(0).range());
    OptionValues word = OptionValues.of("plugin 'p'", specs, Map.of("lag", "auto"));
    assertEquals("auto", word.forGrid(Grid.of(4, 4)).text("lag"));
    OptionValues number = OptionValues.of("plugin 'p'", specs, Map.of());
    assertEquals(4, number.forGrid(Grid.of(4, 4)).integer("lag"));
  }
}
