/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.spi.ModelFamily;
import io.zipar.models.spi.TextEncoderFamily;
import io.zipar.models.spi.TransformerFamily;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What adding a family touches: a package of its own and the two places that name providers. */
class FamilyBoundariesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path SERVICES = CLASSES.resolve("META-INF/services");

  @Test
  void nobodyButItselfNamesAFamily() throws IOException {
    Set<String> packages =
        families()
            .map(family -> family.getClass().getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(packages.isEmpty());
    for (String own : packages) {
      Path folder = SOURCES.resolve(own.replace('.', '/'));
      try (Stream<Path> files = Files.walk(SOURCES)) {
        List<Path> others =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.startsWith(folder))
                .filter(file -> !file.endsWith("module-info.java"))
                .toList();
        for (Path other : others) {
          assertFalse(Files.readString(other).contains(own + "."), other + " names " + own);
        }
      }
    }
  }

  @Test
  void theModuleAndTheClassPathProvideTheSame() throws IOException {
    Set<Provides> provided =
        ModuleFinder.of(CLASSES).findAll().iterator().next().descriptor().provides();
    for (Class<?> kind :
        List.of(TransformerFamily.class, ImageTokenizerFamily.class, TextEncoderFamily.class)) {
      List<String> ofModule =
          provided.stream()
              .filter(provides -> provides.service().equals(kind.getName()))
              .flatMap(provides -> provides.providers().stream())
              .toList();
      List<String> ofClassPath = Files.readAllLines(SERVICES.resolve(kind.getName()));
      assertEquals(ofModule, ofClassPath, kind.getName());
    }
  }

  private static Stream<? extends ModelFamily> families() {
    ModelFamilies all = ModelFamilies.discover();
    return Stream.of(all.transformers(), all.imageTokenizers(), all.textEncoders())
        .flatMap(List::stream);
  }
}
