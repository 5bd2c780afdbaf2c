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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The boundaries of the modules, on the jars as they are run. What a module requires and exports is
 * listed here once more on purpose: whoever changes a boundary says so twice.
 */
class ModulesTest {
  private static final String OURS = "io.zipar.";
  private static final String API = "io.zipar.api";
  private static final String STRATEGY = "io.zipar.strategy.";

  /** An option of the command line within a text. */
  private static final Pattern OPTION = Pattern.compile("\"[^\"]*(?<![-\\w])--[a-z]");

  private static final Map<String, Set<String>> EXPORTS =
      Map.ofEntries(
          Map.entry(
              API,
              Set.of(
                  "io.zipar",
                  "io.zipar.plugin",
                  "io.zipar.run",
                  "io.zipar.spi",
                  "io.zipar.spi.support")),
          Map.entry(
              "io.zipar.models",
              Set.of(
                  "io.zipar.models",
                  "io.zipar.models.backend",
                  "io.zipar.models.disk",
                  "io.zipar.models.format",
                  "io.zipar.models.network",
                  "io.zipar.models.pass",
                  "io.zipar.models.spi",
                  "io.zipar.models.spi.support",
                  "io.zipar.models.spi.support.image",
                  "io.zipar.models.spi.support.llama",
                  "io.zipar.models.tensor",
                  "io.zipar.models.text")),
          Map.entry("io.zipar.testkit", Set.of("io.zipar.testkit")),
          Map.entry("io.zipar.backend.djl", Set.of("io.zipar.backend.djl")),
          Map.entry("io.zipar.backend.opencl", Set.of("io.zipar.backend.opencl")),
          Map.entry("io.zipar.torch", Set.of("io.zipar.torch")),
          Map.entry(
              "io.zipar.evaluation",
              Set.of(
                  "io.zipar.evaluation",
                  "io.zipar.evaluation.attention",
                  "io.zipar.evaluation.bench",
                  "io.zipar.evaluation.experiment",
                  "io.zipar.evaluation.replay",
                  "io.zipar.evaluation.lab",
                  "io.zipar.evaluation.report",
                  "io.zipar.evaluation.scene",
                  "io.zipar.evaluation.spi",
                  "io.zipar.evaluation.store")),
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
                  "io.zipar.training.support",
                  "io.zipar.training.tokenizer",
                  "io.zipar.training.transformer")),
          Map.entry("io.zipar.cli", Set.of("io.zipar.cli.spi")));

  private static final Path[] PATH = path();
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
    assertEquals(Set.of("io.zipar.training"), readers("io.zipar.evaluation.scene"));
    assertEquals(Set.of("io.zipar.cli"), readers("io.zipar.evaluation.attention"));
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
    Set<String> allowed = Set.of(API, "io.zipar.models", "io.zipar.torch");
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

  /** Modules in the order of their floors; each may require those of lower floors alone. */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of(API),
          Set.of("io.zipar.models", "io.zipar.pictures"),
          Set.of("io.zipar.torch"),
          Set.of("io.zipar.pipeline"),
          Set.of("io.zipar.evaluation"),
          Set.of("io.zipar.training"),
          Set.of("io.zipar.cli"));

  /** What stands beside the house: strategies, backends and the like, which rest on its ground. */
  private static final Set<String> GROUND = Set.of(API, "io.zipar.models", "io.zipar.torch");

  @TestFactory
  Stream<DynamicTest> nothingDependsOnARoomAboveIt() {
    return each(
        ours(name -> !name.startsWith("io.zipar.testkit")),
        module -> {
          Set<String> required = requires(module);
          required.removeIf(name -> !name.startsWith(OURS));
          required.removeAll(below(module));
          assertEquals(Set.of(), required, module + " requires what is not below it");
        });
  }

  private static Set<String> below(String module) {
    Set<String> below = new TreeSet<>();
    for (Set<String> floor : FLOORS) {
      if (floor.contains(module)) {
        return below;
      }
      below.addAll(floor);
    }
    return GROUND;
  }

  /** Over classes, by jdeps: what a descriptor says of packages is nothing. */
  @TestFactory
  Stream<DynamicTest> noPackagesDependOnEachOtherInACircle() {
    Map<String, Set<String>> uses = PackageUses.of(PATH[0], jars());
    assertTrue(uses.containsKey("io.zipar.cli"), uses.toString());
    return each(
        ours(name -> true),
        module -> assertEquals(List.of(), PackageUses.circle(uses, packages(module))));
  }

  private static List<Path> jars() {
    return MODULES.entrySet().stream()
        .filter(module -> module.getKey().startsWith(OURS) && !module.getKey().endsWith("testkit"))
        .map(module -> Path.of(module.getValue().location().orElseThrow()))
        .toList();
  }

  /** A library does not know how a command line names what it is given. */
  @ParameterizedTest
  @ValueSource(strings = {"pipeline", "evaluation"})
  void noMessageNamesAnOption(String room) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CommandLine.root().resolve(room).resolve("src/main"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> OPTION.matcher(line).find())
            .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
      }
    }
    assertEquals(List.of(), found);
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
    Map<String, ModuleReference> modules = new TreeMap<>();
    ModuleFinder.of(PATH)
        .findAll()
        .forEach(module -> modules.put(module.descriptor().name(), module));
    return modules;
  }

  private static Path[] path() {
    Path root = CommandLine.root();
    Path testkit =
        root.resolve(
            "testkit/target/zipar-testkit-" + System.getProperty("zipar.version") + ".jar");
    return new Path[] {root.resolve("cli/target/dist/modules"), testkit};
  }
}
