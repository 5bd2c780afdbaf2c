/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins and options as a user writes them. */
class PluginChoiceTest {
  @Test
  void aNameAlone() {
    assertEquals(new PluginChoice("ntp", Map.of()), PluginChoice.parse("ntp"));
  }

  @Test
  void aNameWithOptionsKeepsTheirOrder() {
    PluginChoice choice = PluginChoice.parse("zipar:window=16, first-row=full");
    assertEquals("zipar", choice.name());
    assertEquals(Map.of("window", "16", "first-row", "full"), choice.options());
    assertEquals("zipar:window=16,first-row=full", choice.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":window=3",
        "zipar:",
        "zipar:window",
        "zipar:=3",
        "zipar:a=1,,b=2",
        "zipar:a=1,a=2"
      })
  void whatCannotBeReadIsRefusedByName(String text) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> PluginChoice.parse(text));
    assertEquals(0, refused.getMessage().indexOf("'" + text + "'"));
  }
}
