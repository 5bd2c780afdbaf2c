/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from outside: built by Maven from the published artifacts alone, run by the script. */
@Tag("slow")
@Tag("once")
class ThirdPartyTest {
  @TempDir static Path shared;
  private static Path strategy;
  private static Path backend;
  private static Path family;

  @TempDir Path plugins;

  @BeforeAll
  static void buildAllProjects() throws IOException, InterruptedException {
    try (ThirdParty projects = ThirdParty.in(shared)) {
      strategy = projects.build("strategy");
      backend = projects.build("backend");
      family = projects.build("family");
    }
  }

  @Test
  void theirContractsWereRun() throws IOException {
    for (String test : List.of("columns.ColumnsFirstContractTest", "columns.MistakesTest")) {
      assertPassed(strategy, test);
    }
    assertPassed(backend, "markov.MarkovContractTest");
    assertPassed(family, "mosaic.MosaicTransformersContractTest");
    assertPassed(family, "mosaic.MosaicImageTokenizersContractTest");
  }

  @Test
  void jarsAreListedAndRun() throws IOException, InterruptedException {
    copyJar(strategy, "columns-first.jar");
    copyJar(backend, "markov-backend.jar");
    assertRunsBoth();
    CommandLine.Outcome listed = CommandLine.run("strategies", "--plugins", plugins);
    assertEquals(0, listed.status(), listed.everything());
    assertTrue(
        String.join("\n", listed.out())
            .contains(
                "columns-first: paints bands of rows column by column\n"
                    + "    from module org.example.columns@1.0 in "
                    + plugins.resolve("columns-first.jar")),
        listed.everything());
    CommandLine.Outcome backends = CommandLine.run("backends", "--plugins", plugins);
    assertTrue(
        backends.out().stream().anyMatch(line -> line.startsWith("markov")), backends.everything());
  }

  @Test
  void explodedModulesAreRun() throws IOException, InterruptedException {
    ThirdParty.copy(strategy.resolve("target/classes"), plugins.resolve("strategy"));
    ThirdParty.copy(backend.resolve("target/classes"), plugins.resolve("backend"));
    assertRunsBoth();
  }

  @Test
  void aPluginWithANameThatIsTakenIsRefused() throws IOException, InterruptedException {
    copyJar(strategy, "columns-first.jar");
    ThirdParty.copy(strategy.resolve("target/classes"), plugins.resolve("exploded"));
    assertRefused(
        2,
        "zipar: strategy 'columns-first': two plugins have this name:"
            + " module org.example.columns@1.0 in .*columns-first.jar"
            + " and module org.example.columns@1.0 in .*exploded.*");
  }

  @Test
  void aFamilyIsListed() throws IOException, InterruptedException {
    CommandLine.Outcome listed =
        CommandLine.run("models", "--plugins", family.resolve("target/plugins"));
    assertEquals(0, listed.status(), listed.everything());
    assertTrue(
        listed.out().stream().anyMatch(line -> line.matches("Mosaic +motif +8x8 .*")),
        listed.everything());
  }

  @Test
  void withoutItsFamilyACheckpointIsRefused() throws IOException, InterruptedException {
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--model",
            family.resolve("target/mosaic"),
            "--strategy",
            "ntp",
            "--class",
            2,
            "--out",
            plugins.resolve("out"));
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(
        outcome.err().get(0).contains("holds no transformer of a known family (llamagen"),
        outcome.everything());
  }

  @Test
  void aFamilyBringsItsCheckpoints() throws IOException, InterruptedException {
    Path out = plugins.resolve("out");
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--plugins",
            family.resolve("target/plugins"),
            "--model",
            family.resolve("target/mosaic"),
            "--strategy",
            "zipar:window=3",
            "--class",
            2,
            "--out",
            out);
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(Files.exists(out.resolve("class-2-seed-0.png")), outcome.everything());
  }

  @Test
  void aPluginForAnotherVersionOfTheApiIsRefused() throws IOException, InterruptedException {
    Path api = future("api");
    compileFuture(strategy, List.of(api));
    assertRefused(
        2,
        "zipar: plugin .*future.jar was built for version 99.0 of io.zipar.api, but this is .*;"
            + " build it anew or take its release for this version");
  }

  /** A family requires the module of models, and that of the API only by it. */
  @Test
  void aFamilyForAnotherVersionOfTheModelsIsRefused() throws IOException, InterruptedException {
    compileFuture(family, List.of(future("models"), future("api")));
    assertRefused(
        2,
        "zipar: plugin .*future.jar was built for version 99.0 of io.zipar.models, but this is .*;"
            + " build it anew or take its release for this version");
  }

  /** A module of this build as one of a later version. */
  private Path future(String module) throws IOException {
    Path jar = plugins.resolve("libraries").resolve(module + "-99.jar");
    Files.createDirectories(jar.getParent());
    Path classes = CommandLine.root().resolve(module).resolve("target/classes");
    tool("jar", "--create", "--file", jar, "--module-version", "99.0", "-C", classes, ".");
    return jar;
  }

  private void compileFuture(Path project, List<Path> libraries) throws IOException {
    Path target = plugins.resolve("libraries").resolve("classes");
    List<Object> command = new ArrayList<>(List.of("--release", "17", "--module-path"));
    command.add(
        libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.addAll(List.of("-d", target));
    try (Stream<Path> sources = Files.walk(project.resolve("src/main/java"))) {
      sources.filter(file -> file.toString().endsWith(".java")).forEach(command::add);
    }
    tool("javac", command.toArray());
    tool("jar", "--create", "--file", plugins.resolve("future.jar"), "-C", target, ".");
  }

  @Test
  void aJarWithoutAProviderIsRefused() throws IOException, InterruptedException {
    Path classes = strategy.resolve("target/test-classes");
    tool("jar", "--create", "--file", plugins.resolve("empty.jar"), "-C", classes, ".");
    assertRefused(2, "zipar: plugin .*empty.jar provides nothing that is known here; .*");
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException, InterruptedException {
    Files.writeString(plugins.resolve("garbage.jar"), "no archive");
    assertRefused(2, "zipar: plugin .*garbage.jar cannot be read as a jar: .*");
  }

  private void assertRunsBoth() throws IOException, InterruptedException {
    Path out = plugins.resolve("out");
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--plugins",
            plugins,
            "--strategy",
            "columns-first:band=4",
            "--backend",
            "markov",
            "--class",
            3,
            "--out",
            out);
    assertEquals(0, outcome.status(), outcome.everything());
    // Four bands of 1 + 16 passes, where next-token prediction takes 256.
    assertTrue(
        outcome.out().stream().anyMatch(line -> line.matches("columns-first:band=4 +68 +188 .*")),
        outcome.everything());
    assertTrue(Files.exists(out.resolve("class-3-seed-0.png")), outcome.everything());
  }

  private void assertRefused(int status, String message) throws IOException, InterruptedException {
    CommandLine.Outcome outcome = CommandLine.run("strategies", "--plugins", plugins);
    assertEquals(status, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).matches(message), outcome.everything());
    // One plugin that does not work does not hide the others.
    assertTrue(outcome.out().stream().anyMatch(line -> line.startsWith("ntp: ")), message);
  }

  private void copyJar(Path project, String name) throws IOException {
    Files.copy(project.resolve("target/plugins").resolve(name), plugins.resolve(name));
  }

  private static void assertPassed(Path project, String test) throws IOException {
    Path report = project.resolve("target/surefire-reports/org.example." + test + ".txt");
    try (Stream<String> lines = Files.lines(report)) {
      assertTrue(
          lines.anyMatch(line -> line.matches("Tests run: [1-9].*Failures: 0, Errors: 0, .*")),
          Files.readString(report));
    }
  }

  private static void tool(String name, Object... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    String[] words = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int status = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, words);
    assertEquals(0, status, output.toString());
  }
}
