/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Declarations of options. */
class OptionSpecTest {
  @Test
  void bothEndsOfARangeAreAllowed() {
    OptionSpec integer = OptionSpec.integer("n", 2, 5, 3, "a number");
    assertTrue(integer.allows("2") && integer.allows("5"));
    assertFalse(integer.allows("1") || integer.allows("6") || integer.allows("2.5"));
    OptionSpec decimal = OptionSpec.decimal("x", 0.5, 1.5, 1, "a number");
    assertTrue(decimal.allows("0.5") && decimal.allows("1.5"));
    assertFalse(decimal.allows("0.4") || decimal.allows("1.6") || decimal.allows("NaN"));
    assertFalse(integer.allows(null));
  }

  @Test
  void choicesAndTexts() {
    OptionSpec choice = OptionSpec.choice("c", List.of("a", "b"), "a", "a choice");
    assertTrue(choice.allows("b"));
    assertFalse(choice.allows("c"));
    assertEquals("a | b", choice.range());
    OptionSpec text = OptionSpec.text("t", "", "a text");
    assertTrue(text.allows("anything"));
    assertEquals("text", text.range());
  }

  @Test
  void rangesAreDescribed() {
    assertEquals(
        "a whole number from 2 to 5", OptionSpec.integer("n", 2, 5, 3, "a number").range());
    assertEquals(
        "a whole number of at least 2",
        OptionSpec.integer("n", 2, Integer.MAX_VALUE, 3, "a number").range());
    assertEquals(
        "a number from 0.5 to 1.5", OptionSpec.decimal("x", 0.5, 1.5, 1, "a number").range());
    assertEquals(
        "a whole number from 1 to the columns of the grid",
        OptionSpec.integerUpToColumns("w", 1, 3, "a window").range());
    assertEquals(
        "a whole number from 1 to the columns of the grid, or auto",
        OptionSpec.integerUpToColumnsOr("w", 1, List.of("auto"), "auto", "a window").range());
  }

  @Test
  void badDeclarationsAreRefused() {
    assertRefused(() -> OptionSpec.integer("N", 0, 1, 0, "upper case"));
    assertRefused(() -> OptionSpec.integer("n", 1, 0, 0, "an empty range"));
    assertRefused(() -> OptionSpec.integer("n", 0, 1, 2, "a default outside"));
    assertRefused(() -> OptionSpec.choice("c", List.of(), "a", "no choices"));
  }

  private static void assertRefused(Runnable declaration) {
    assertThrows(IllegalArgumentException.class, declaration::run);
  }
}
