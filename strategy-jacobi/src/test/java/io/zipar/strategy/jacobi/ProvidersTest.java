/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.strategy.jacobi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import io.zipar.OptionValues;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.spi.Exactness;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How users find the strategies, and what these promise. */
class ProvidersTest {
  @Test
  void areFoundOnTheClassPath() {
    Set<String> names =
        ServiceLoader.load(DecodingStrategy.class).stream()
            .map(provider -> provider.get().name())
            .collect(Collectors.toSet());
    assertEquals(Set.of("jacobi", "sjd", "jacobi2d", "ntp", "zipar"), names);
  }

  @ParameterizedTest
  @CsvSource({
    "jacobi, window, 7, SAME_TOKENS",
    "sjd, window, 7, SAME_DISTRIBUTION",
    "sjd, window, 1, SAME_TOKENS",
    "sjd, relax, 0, SAME_DISTRIBUTION",
    "sjd, relax, 0.1, APPROXIMATE",
    "jacobi2d, mode, exact, SAME_DISTRIBUTION",
    "jacobi2d, coupling, match, SAME_TOKENS",
    "jacobi2d, mode, local, APPROXIMATE"
  })
  void sayWhatTheyPromise(String name, String option, String value, Exactness promise) {
    DecodingStrategy strategy = strategy(name);
    OptionValues options = OptionValues.of(name, strategy.options(), Map.of(option, value));
    assertEquals(promise, strategy.exactness(options));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "jacobi; window; 0; a whole number from 1 to 65536",
        "jacobi; correction; right; left | none",
        "sjd; correction; right; left | none",
        "sjd; relax; -0.5; a number from 0.0 to 1000000.0",
        "sjd; relax; NaN; a number from 0.0 to 1000000.0",
        "sjd; relax-decay; 1.5; a number from 0.0 to 1.0",
        "sjd; coupling; tight; none | gumbel | maximal",
        "sjd; initialisation; below; random | left | above",
        "jacobi2d; coupling; tight; match | none | gumbel | maximal",
        "jacobi2d; drafts; -1; a whole number from 0 to 65536",
        "jacobi2d; limit; 0; a whole number from 1 to 65536"
      })
  void refuseWhatTheyCannotDo(String name, String option, String value, String range) {
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () ->
                new Generator(
                    new SyntheticModel(SyntheticSettings.of(Dependence.FULL)),
                    strategy(name),
                    Map.of(option, value)));
    assertEquals(
        "strategy '" + name + "': option " + option + "=" + value + " is not " + range,
        refused.getMessage());
  }

  private static DecodingStrategy strategy(String name) {
    return ServiceLoader.load(DecodingStrategy.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
