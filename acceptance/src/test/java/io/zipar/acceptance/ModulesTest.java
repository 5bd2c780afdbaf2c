/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The boundaries of the modules, on the jars as they are run. What a module requires and exports is
 * listed here once more on purpose: whoever changes a boundary says so twice.
 */
class ModulesTest {
  private static final String OURS = "io.zipar.";
  private static final String API = "io.zipar.api";
  private static final String STRATEGY = "io.zipar.strategy.";

  private static final Map<String, Set<String>> EXPORTS =
      Map.ofEntries(
          Map.entry(
              API, Set.of("io.zipar", "io.zipar.plugin", "io.zipar.spi", "io.zipar.spi.support")),
          Map.entry(
              "io.zipar.models",
              Set.of(
                  "io.zipar.models",
                  "io.zipar.models.network",
                  "io.zipar.models.pass",
                  "io.zipar.models.spi",
                  "io.zipar.models.spi.support",
                  "io.zipar.models.spi.support.image",
                  "io.zipar.models.spi.support.llama",
                  "io.zipar.models.tensor",
                  "io.zipar.models.text")),
          Map.entry("io.zipar.testkit", Set.of("io.zipar.testkit")),
          Map.entry(
              "io.zipar.backend.djl",
              Set.of("io.zipar.backend.djl", "io.zipar.backend.djl.engine")),
          Map.entry(
              "io.zipar.evaluation",
              Set.of(
                  "io.zipar.evaluation",
                  "io.zipar.evaluation.bench",
                  "io.zipar.evaluation.experiment",
                  "io.zipar.evaluation.report",
                  "io.zipar.evaluation.scene")),
          Map.entry("io.zipar.pipeline", Set.of("io.zipar.pipeline", "io.zipar.pipeline.output")),
          Map.entry("io.zipar.pictures", Set.of("io.zipar.pictures")),
          Map.entry("io.zipar.backend.synthetic", Set.of("io.zipar.backend.synthetic")),
          Map.entry("io.zipar.backend.vector", Set.of("io.zipar.backend.vector")),
          Map.entry("io.zipar.model.scenes", Set.of()),
          Map.entry("io.zipar.text", Set.of()),
          Map.entry(
              "io.zipar.training",
              Set.of(
                  "io.zipar.training",
                  "io.zipar.training.classifier",
                  "io.zipar.training.tokenizer",
                  "io.zipar.training.transformer")),
          Map.entry("io.zipar.cli", Set.of()));

  private static final Map<String, ModuleReference> MODULES = modules();

  @Test
  void everyModuleIsKnownHere() {
    assertEquals(
        new TreeSet<>(EXPORTS.keySet()), new TreeSet<>(ours(name -> !name.startsWith(STRATEGY))));
  }

  @Test
  void packagesAreExportedOnPurpose() {
    EXPORTS.forEach((module, packages) -> assertEquals(packages, exports(module), module));
  }

  @Test
  void theApiRequiresTheJdkAlone() {
    assertEquals(Set.of("java.base"), requires(API));
  }

  /** What one module lends another is no promise to all. */
  @Test
  void someExportsHaveFewReaders() {
    assertEquals(
        Set.of("io.zipar.evaluation", "io.zipar.training"), readers("io.zipar.backend.djl.engine"));
    assertEquals(Set.of("io.zipar.training"), readers("io.zipar.evaluation.scene"));
  }

  @TestFactory
  Stream<DynamicTest> aStrategyRequiresTheApiAloneAndExportsNothing() {
    return each(
        ours(name -> name.startsWith(STRATEGY)),
        module -> {
          assertEquals(Set.of("java.base", API), requires(module));
          assertEquals(Set.of(), exports(module));
        });
  }

  @TestFactory
  Stream<DynamicTest> aBackendKnowsNoStrategyAndNoOtherBackend() {
    Set<String> allowed = Set.of(API, "io.zipar.models");
    return each(
        ours(name -> name.startsWith("io.zipar.backend.")),
        module -> {
          Set<String> required = requires(module);
          required.removeIf(name -> !name.startsWith(OURS));
          assertTrue(allowed.containsAll(required), required.toString());
        });
  }

  @TestFactory
  Stream<DynamicTest> onlyTheCommandLineKnowsGuiceAndPicocli() {
    return each(
        ours(name -> !name.equals("io.zipar.cli")),
        module -> {
          Set<String> required = requires(module);
          required.retainAll(Set.of("com.google.guice", "info.picocli", "jakarta.inject"));
          assertEquals(Set.of(), required);
        });
  }

  @TestFactory
  Stream<DynamicTest> everyPackageLiesBelowTheNameOfItsModule() {
    return each(
        ours(name -> !name.equals(API)),
        module -> {
          Set<String> strangers = new TreeSet<>(packages(module));
          strangers.removeIf(name -> name.equals(module) || name.startsWith(module + "."));
          assertEquals(Set.of(), strangers);
        });
  }

  /** Over all jars that are run together, those of others too: a split one ends the JVM at boot. */
  @Test
  void noPackageIsSplit() {
    Map<String, Set<String>> owners = new TreeMap<>();
    MODULES.forEach(
        (module, reference) ->
            packages(module)
                .forEach(name -> owners.computeIfAbsent(name, key -> new TreeSet<>()).add(module)));
    owners.values().removeIf(modules -> modules.size() == 1);
    assertEquals(Map.of(), owners);
  }

  /** Classes speak for a module's real contents, where its descriptor might lag behind. */
  @TestFactory
  Stream<DynamicTest> everyPackageOfTheJarIsInItsDescriptor() {
    return each(
        ours(name -> true),
        module -> assertTrue(packages(module).containsAll(folders(module)), module));
  }

  private static Stream<DynamicTest> each(Collection<String> modules, Check check) {
    assertTrue(!modules.isEmpty(), "no module is checked");
    return modules.stream()
        .map(module -> DynamicTest.dynamicTest(module, () -> check.accept(module)));
  }

  private interface Check {
    void accept(String module);
  }

  private static List<String> ours(Predicate<String> filter) {
    return MODULES.keySet().stream().filter(name -> name.startsWith(OURS)).filter(filter).toList();
  }

  private static Set<String> exports(String module) {
    return MODULES.get(module).descriptor().exports().stream()
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  private static Set<String> readers(String exported) {
    return MODULES.values().stream()
        .flatMap(module -> module.descriptor().exports().stream())
        .filter(export -> export.source().equals(exported))
        .flatMap(export -> export.targets().stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> requires(String module) {
    return MODULES.get(module).descriptor().requires().stream()
        .map(ModuleDescriptor.Requires::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> packages(String module) {
    return MODULES.get(module).descriptor().packages();
  }

  private static Set<String> folders(String module) {
    try (ModuleReader reader = MODULES.get(module).open();
        Stream<String> files = reader.list()) {
      return files
          .filter(file -> file.endsWith(".class") && file.contains("/"))
          .map(file -> file.substring(0, file.lastIndexOf('/')).replace('/', '.'))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, ModuleReference> modules() {
    Path root = CommandLine.root();
    Path testkit =
        root.resolve(
            "testkit/target/zipar-testkit-" + System.getProperty("zipar.version") + ".jar");
    Map<String, ModuleReference> modules = new TreeMap<>();
    ModuleFinder.of(root.resolve("cli/target/dist/modules"), testkit)
        .findAll()
        .forEach(module -> modules.put(module.descriptor().name(), module));
    return modules;
  }
}
