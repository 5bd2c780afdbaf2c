/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command in a jar of the plugin folder is run, helped with and listed as ours are. */
class CommandPluginTest {
  private static final Path SOURCE =
      CommandLine.root().resolve("acceptance/src/test/plugins/command");

  @TempDir Path work;
  private Path plugins;

  @BeforeEach
  void makeFolder() throws IOException {
    plugins = Files.createDirectory(work.resolve("plugins"));
  }

  @Test
  void itRunsWithItsOptionsAndWhatIsInjected() throws IOException, InterruptedException {
    build("largest", "largest");
    CommandLine.Outcome outcome =
        CommandLine.run("largest", "--plugins", plugins, "--rows", 20, "--verbose");
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(paints(outcome, "24x24"), outcome.everything());
    assertFalse(paints(outcome, "16x16"), outcome.everything());
    CommandLine.Outcome before = CommandLine.run("--plugins=" + plugins, "largest");
    assertEquals(0, before.status(), before.everything());
    assertTrue(paints(before, "16x16"), before.everything());
  }

  private static boolean paints(CommandLine.Outcome outcome, String grid) {
    return outcome.out().stream().anyMatch(line -> line.matches("\\S+ " + grid));
  }

  @Test
  void helpKnowsIt() throws IOException, InterruptedException {
    build("largest", "largest");
    CommandLine.Outcome all = CommandLine.run("--help", "--plugins", plugins);
    assertEquals(0, all.status(), all.everything());
    assertTrue(all.out().stream().anyMatch(line -> line.contains("largest")), all.everything());
    assertTrue(all.out().stream().anyMatch(line -> line.contains("generate")), all.everything());
    CommandLine.Outcome own = CommandLine.run("largest", "--help", "--plugins", plugins);
    assertTrue(String.join(" ", own.out()).contains("Least number of rows"), own.everything());
  }

  @Test
  void oursGoBeforeOneOfTheSameName() throws IOException, InterruptedException {
    build("taken", "strategies");
    CommandLine.Outcome ours = CommandLine.run("strategies", "--plugins", plugins);
    assertEquals(0, ours.status(), ours.everything());
    assertTrue(ours.out().stream().anyMatch(line -> line.startsWith("ntp: ")), ours.everything());
    CommandLine.Outcome help = CommandLine.run("--help", "--plugins", plugins);
    assertEquals(1, help.status(), help.everything());
    assertEquals(1, help.err().size(), help.everything());
    assertTrue(
        help.err()
            .get(0)
            .matches(
                "zipar: command org.example.largest.LargestCommand of module org.example.largest in"
                    + " .*taken.jar: is named 'strategies', as another command is"),
        help.everything());
  }

  @Test
  void withoutItsFolderItIsUnknown() throws IOException, InterruptedException {
    CommandLine.Outcome outcome = CommandLine.run("largest");
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
  }

  private void build(String jar, String name) throws IOException {
    Path sources = Files.createDirectory(work.resolve("sources"));
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace("\"largest\"", '"' + name + '"');
        Files.writeString(sources.resolve(file.getFileName()), text);
      }
    }
    Path classes = work.resolve("classes");
    tool(
        "javac",
        "--release",
        "17",
        "--module-path",
        CommandLine.root().resolve("cli/target/dist/modules"),
        "-d",
        classes,
        sources.resolve("module-info.java"),
        sources.resolve("LargestCommand.java"));
    tool("jar", "--create", "--file", plugins.resolve(jar + ".jar"), "-C", classes, ".");
  }

  private static void tool(String name, Object... arguments) {
    StringWriter messages = new StringWriter();
    PrintWriter writer = new PrintWriter(messages, true);
    String[] words = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
    int status = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, words);
    assertEquals(0, status, messages.toString());
  }
}
