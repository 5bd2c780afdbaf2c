/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spark;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkEngineTest {
  /** Newer JDKs have no such package and say so; the script adds it for older ones. */
  private static final String GONE = "sun.security.action";

  @Test
  void theScriptStartsTheJvmAsSparkWouldDoIt() throws IOException {
    List<String> wanted =
        Stream.of(JavaModuleOptions.defaultModuleOptionArray())
            .filter(option -> !option.contains(GONE))
            .toList();
    assertEquals(wanted, Files.readAllLines(Path.of("jvm.options")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local[*]",
        "local[2]",
        "local[2,3]",
        "local-cluster[2,1,2048]",
        "yarn",
        "spark://host:7077",
        "k8s://https://host:443"
      })
  void aMasterOfSparkIsAPlace(String master) {
    assertDoesNotThrow(() -> new SparkEngine().require(Optional.of(master)));
    assertEquals(master, SparkSettings.of(Optional.of(master)).master());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere", "local[0]", "local[]", "local-cluster[2]", "http://host"})
  void whatIsNoneIsRefused(String master) {
    assertThrows(InvalidInputException.class, () -> new SparkEngine().require(Optional.of(master)));
  }

  @Test
  void withoutAPlaceThisMachineIsUsed() {
    assertDoesNotThrow(() -> new SparkEngine().require(Optional.empty()));
    assertEquals("local[*]", SparkSettings.of(Optional.empty()).master());
  }
}
