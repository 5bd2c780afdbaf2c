/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import io.zipar.spi.DecodingContext;
import io.zipar.spi.DecodingProcess;
import io.zipar.spi.DecodingStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding plugins by name. */
class PluginsTest {
  private record Named(String name) implements DecodingStrategy {
    @Override
    public String summary() {
      return "a name";
    }

    @Override
    public DecodingProcess begin(DecodingContext context) {
      throw new UnsupportedOperationException();
    }
  }

  private static final DecodingStrategy ZIPAR = new Named("zipar");

  @Test
  void aPluginIsFoundByItsName() {
    DecodingStrategy found = Plugins.strategies(List.of(new Named("ntp"), ZIPAR)).named("zipar");
    assertEquals("zipar", found.name());
    assertEquals(Plugins.origin(ZIPAR), Plugins.origin(found));
  }

  @Test
  void anUnknownNameListsWhatThereIsAndTheNearest() {
    Plugins<DecodingStrategy> plugins = Plugins.strategies(List.of(ZIPAR, new Named("ntp")));
    assertEquals(
        "unknown strategy 'zipr' (did you mean 'zipar'?); found: ntp, zipar",
        assertThrows(InvalidInputException.class, () -> plugins.named("zipr")).getMessage());
    assertEquals(
        "unknown strategy 'medusa'; found: ntp, zipar",
        assertThrows(InvalidInputException.class, () -> plugins.named("medusa")).getMessage());
  }

  @Test
  void twoPluginsOfOneNameAreRefused() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Plugins.strategies(List.of(ZIPAR, new Named("zipar"))))
            .getMessage();
    assertTrue(message.startsWith("strategy 'zipar': two plugins have this name: "), message);
  }

  @Test
  void allAreInTheOrderOfTheirNames() {
    assertEquals(
        List.of("ntp", "zipar"),
        Plugins.strategies(List.of(ZIPAR, new Named("ntp"))).all().stream()
            .map(DecodingStrategy::name)
            .toList());
  }

  @Test
  void onePluginThatCannotBeUsedDoesNotHideTheOthers() {
    List<ZiparException> problems = new ArrayList<>();
    Plugins<DecodingStrategy> plugins =
        Plugins.strategies(
            List.of(new Named("a b"), ZIPAR, new Named(null), new Named("zipar")), problems::add);
    assertEquals(1, plugins.all().size());
    assertEquals(3, problems.size(), problems.toString());
  }

  @Test
  void withoutBackendsThatIsSaid() {
    assertEquals(
        "unknown backend 'djl'; found: none",
        assertThrows(InvalidInputException.class, () -> Plugins.backends(List.of()).named("djl"))
            .getMessage());
  }
}
