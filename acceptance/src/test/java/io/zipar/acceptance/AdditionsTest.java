/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an addition touches: CONTRIBUTING says it, and here it is held. */
class AdditionsTest {
  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

  /** A test may need a strategy; nothing else may name one. */
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>(?:(?!</dependency>).)*zipar-strategy-((?!</dependency>).)*</dependency>",
          Pattern.DOTALL);

  private static final int FLAGS = Pattern.MULTILINE | Pattern.DOTALL;

  private final Path root = CommandLine.root();

  @Test
  void theCommandLineHasEveryStrategyOfTheRepository() throws IOException {
    List<String> strategies = modules().filter(name -> name.startsWith("strategy-")).toList();
    assertFalse(strategies.isEmpty());
    for (String strategy : strategies) {
      String jar = "zipar-" + strategy + "-" + System.getProperty("zipar.version") + ".jar";
      assertTrue(Files.exists(root.resolve("cli/target/dist/modules").resolve(jar)), jar);
    }
  }

  @Test
  void noModuleThatIsPublishedNamesAStrategyButForItsTests() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String module : modules().filter(name -> !name.equals("bom")).toList()) {
      String pom = Files.readString(root.resolve(module).resolve("pom.xml"));
      if (pom.contains("<maven.deploy.skip>true<")) {
        continue;
      }
      DEPENDENCY
          .matcher(pom)
          .results()
          .map(MatchResult::group)
          .filter(dependency -> !dependency.contains("<scope>test</scope>"))
          .forEach(dependency -> wrong.add(module + ": " + dependency));
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noCodeOutsideItsFolderRefersToAStrategy() throws IOException {
    List<Path> wrong = new ArrayList<>();
    for (String module : modules().filter(name -> !name.startsWith("strategy-")).toList()) {
      Path sources = root.resolve(module).resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
            if (Files.readString(file).contains("io.zipar.strategy.")) {
              wrong.add(root.relativize(file));
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void theBomListsEveryModuleThatIsPublished() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(root.resolve("build/bom").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String expected = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals(
        expected, Files.readString(root.resolve("bom/pom.xml")), "run build/bom, it says how");
  }

  @Test
  void aMeasureIsItsClassAndItsServiceEntry() throws IOException {
    checkServices(
        "evaluation",
        "io.zipar.evaluation.spi.Measure",
        "io.zipar.evaluation.measures",
        Pattern.compile(
            "^package io\\.zipar\\.evaluation\\.measures;.*^public final class ", FLAGS));
  }

  @Test
  void aCommandIsItsClassAndItsServiceEntry() throws IOException {
    checkServices(
        "cli",
        "io.zipar.cli.spi.TerminalCommand",
        "io.zipar.cli.command",
        Pattern.compile("^public final class \\w+ implements TerminalCommand ", FLAGS));
  }

  /**
   * Every implementation is registered for both paths, and no other code of the module names it.
   */
  private void checkServices(String module, String service, String folder, Pattern kind)
      throws IOException {
    Path sources = root.resolve(module).resolve("src/main/java");
    Map<Path, String> code = new TreeMap<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        code.put(file, Files.readString(file));
      }
    }
    Path descriptor = sources.resolve("module-info.java");
    String provided = code.remove(descriptor);
    List<String> found = new ArrayList<>();
    code.forEach(
        (file, text) -> {
          if (kind.matcher(text).find()) {
            String type = file.getFileName().toString().replace(".java", "");
            found.add(folder + "." + type);
            assertTrue(provided.contains(folder + "." + type), file + " in " + descriptor);
            Pattern name =
                Pattern.compile("new " + type + "\\b|\\b" + type + "\\.class|\\." + type + ";");
            code.forEach(
                (other, its) ->
                    assertTrue(
                        other.equals(file) || !name.matcher(its).find(),
                        () -> other + " names " + type));
          }
        });
    assertFalse(found.isEmpty());
    List<String> registered =
        Files.readAllLines(
            root.resolve(module).resolve("src/main/resources/META-INF/services").resolve(service));
    assertEquals(found.stream().sorted().toList(), registered.stream().sorted().toList());
  }

  private Stream<String> modules() throws IOException {
    return MODULE
        .matcher(Files.readString(root.resolve("pom.xml")))
        .results()
        .map(module -> module.group(1));
  }
}
