/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ApiStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public type of an exported package is marked experimental until a first release. */
class ApiStatusTest {
  static Stream<String> folders() {
    return ExportedTypes.FOLDERS.stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyPublicTypeIsMarkedExperimental(String folder) {
    List<String> missing = new ArrayList<>();
    List<Class<?>> types = ExportedTypes.of(folder);
    assertTrue(!types.isEmpty(), folder + " exports nothing");
    for (Class<?> type : types) {
      ApiStatus.Experimental experimental = type.getAnnotation(ApiStatus.Experimental.class);
      if (experimental != null) {
        String since = experimental.since();
        assertTrue(since.matches("\\d+\\.\\d+"), type + " since '" + since + "'");
      } else if (!type.isMemberClass()) {
        missing.add(type.getName());
      }
    }
    assertEquals(List.of(), missing, "types that need ApiStatus.Experimental");
  }
}
