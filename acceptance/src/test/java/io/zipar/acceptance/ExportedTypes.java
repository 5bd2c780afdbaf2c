/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the jars export to everyone: the public types of their exported packages. */
final class ExportedTypes {
  /** Folders whose jars are for others to use. */
  static final List<String> FOLDERS =
      List.of("api", "models", "testkit", "backend-synthetic", "pipeline", "evaluation", "cli");

  private ExportedTypes() {}

  /**
   * The types of one jar, those within types included.
   *
   * @param folder of the module
   */
  static List<Class<?>> of(String folder) {
    Path target = CommandLine.root().resolve(folder).resolve("target");
    String name = "zipar-" + folder + "-" + System.getProperty("zipar.version") + ".jar";
    // The jar of the command line stands among those that it runs with.
    Path jar =
        Stream.of(target, target.resolve("dist").resolve("modules"))
            .map(place -> place.resolve(name))
            .filter(Files::exists)
            .findFirst()
            .orElseThrow();
    try {
      return of(ModuleFinder.of(jar).findAll().iterator().next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Class<?>> of(ModuleReference module) throws IOException {
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
          .sorted()
          .<Class<?>>map(ExportedTypes::load)
          .filter(ExportedTypes::isVisible)
          .toList();
    }
  }

  private static boolean isVisible(Class<?> type) {
    boolean visible = Modifier.isPublic(type.getModifiers()) || isProtected(type);
    return visible
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean isProtected(Class<?> type) {
    return Modifier.isProtected(type.getModifiers());
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ExportedTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
