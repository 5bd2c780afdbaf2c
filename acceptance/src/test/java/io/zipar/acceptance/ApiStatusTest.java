/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ApiStatus;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every public type of an exported package says whether it is stable. */
class ApiStatusTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"api", "models", "testkit", "backend-synthetic", "pipeline", "evaluation"})
  void everyPublicTypeHasAStatus(String folder) throws IOException {
    List<String> missing = new ArrayList<>();
    List<Class<?>> types = exportedTypes(CommandLine.root().resolve(folder).resolve("target"));
    assertTrue(!types.isEmpty(), folder + " exports nothing");
    for (Class<?> type : types) {
      ApiStatus.Stable stable = type.getAnnotation(ApiStatus.Stable.class);
      ApiStatus.Experimental experimental = type.getAnnotation(ApiStatus.Experimental.class);
      if ((stable == null) == (experimental == null)) {
        missing.add(type.getName());
      } else {
        String since = stable != null ? stable.since() : experimental.since();
        assertTrue(since.matches("\\d+\\.\\d+"), type + " since '" + since + "'");
      }
    }
    assertEquals(List.of(), missing, "types that need ApiStatus.Stable or .Experimental");
  }

  private static List<Class<?>> exportedTypes(Path target) throws IOException {
    Path jar;
    try (Stream<Path> files = Files.list(target)) {
      String end = "-" + System.getProperty("zipar.version") + ".jar";
      jar = files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
    }
    ModuleReference module = ModuleFinder.of(jar).findAll().iterator().next();
    Set<String> exports =
        module.descriptor().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      return files
          .filter(file -> file.endsWith(".class") && file.contains("/"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(name -> exports.contains(name.substring(0, name.lastIndexOf('.'))))
          .filter(name -> !name.endsWith("package-info"))
          .<Class<?>>map(ApiStatusTest::load)
          .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isMemberClass())
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiStatusTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
