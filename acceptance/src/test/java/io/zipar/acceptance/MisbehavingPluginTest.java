/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.acceptance.CommandLine.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that take the JVM for their own, or never come back. */
class MisbehavingPluginTest {
  private static final String PLUGIN =
      """
      package odd;
      import io.zipar.spi.*;
      public class Odd implements DecodingStrategy {
        %s
        public String name() { return "odd"; }
        public String summary() { return "an odd one"; }
        public DecodingProcess begin(DecodingContext context) { if (true) { %s; } return null; }
      }
      """;

  @TempDir Path work;

  @Test
  void whoExitsIsNamedAndTheRunHasFailed() throws Exception {
    Outcome outcome = generateWith("", "System.exit(0)");
    assertEquals(1, outcome.status(), outcome.everything());
    assertEquals(
        "zipar: odd/odd.Odd.begin(Odd.java:7) ended the program, in strategy 'odd': begin(); a"
            + " plugin must not",
        outcome.err().get(0));
    assertNothingWritten();
  }

  @Test
  void whoExitsWhileItIsLoadedIsNamed() throws Exception {
    Outcome outcome = generateWith("static { if (true) System.exit(0); }", "");
    assertEquals(1, outcome.status(), outcome.everything());
    assertTrue(
        outcome.err().get(0).contains("odd.jar: constructor of odd.Odd; a plugin must not"),
        outcome.everything());
  }

  @Test
  void aHaltIsNoSuccess() throws Exception {
    Outcome outcome = generateWith("", "Runtime.getRuntime().halt(0)");
    assertEquals(1, outcome.status(), outcome.everything());
    assertEquals(
        "zipar: the program ended, with status 0, before the command was done",
        outcome.err().get(0));
  }

  @Test
  void theDeadlineHoldsWhileAPluginIsLoaded() throws Exception {
    Outcome outcome =
        generateWith("{ while (name() != null) Thread.onSpinWait(); }", "", "--deadline", "1");
    assertEquals(1, outcome.status(), outcome.everything());
    assertTrue(
        outcome
            .err()
            .get(0)
            .startsWith("zipar: the deadline of 1.0 s has passed, waiting for plugin "),
        outcome.everything());
    assertTrue(outcome.err().get(0).endsWith("constructor of odd.Odd"), outcome.everything());
  }

  @Test
  void theDeadlineHoldsWhileAPluginRuns() throws Exception {
    Outcome outcome =
        generateWith("", "while (context != null) Thread.onSpinWait()", "--deadline", "3");
    assertEquals(1, outcome.status(), outcome.everything());
    assertTrue(
        outcome.everything().contains("strategy 'odd': begin() has not returned within"),
        outcome.everything());
    assertNothingWritten();
  }

  @Test
  void aShutdownHookThatHangsIsNamedAndGivenUp() throws Exception {
    Outcome outcome =
        generateWith(
            "",
            "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (context != null)"
                + " Thread.onSpinWait(); })); throw new IllegalStateException(\"no\")");
    assertEquals(1, outcome.status(), outcome.everything());
    assertEquals(
        "zipar: strategy 'odd': begin() failed with java.lang.IllegalStateException: no",
        outcome.err().get(0));
    assertTrue(
        outcome.err().get(1).startsWith("zipar: ended, although a shutdown hook has not: odd/odd."),
        outcome.everything());
  }

  @Test
  void aBrokenJarDoesNotHideTheOthersInAListing() throws Exception {
    Path plugins = plugin("", "");
    Files.writeString(plugins.resolve("a.jar"), "version https://git-lfs.github.com/spec/v1");
    Outcome outcome = CommandLine.run("strategies", "--plugins", plugins);
    assertEquals(2, outcome.status(), outcome.everything());
    assertTrue(outcome.out().contains("odd: an odd one"), outcome.everything());
    assertTrue(outcome.out().toString().contains("zipar: ZipAR"), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).contains("a.jar cannot be read"), outcome.everything());
  }

  private Outcome generateWith(String member, String begin, String... options) throws Exception {
    Path plugins = plugin(member, begin);
    Object[] arguments = {
      "generate",
      "--plugins",
      plugins,
      "--strategy",
      "odd",
      "--class",
      "0",
      "--grid",
      "4x4",
      "--out",
      work.resolve("out")
    };
    Object[] all = new Object[arguments.length + options.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    return CommandLine.run(all);
  }

  private void assertNothingWritten() {
    assertFalse(Files.exists(work.resolve("out")));
  }

  private Path plugin(String member, String begin) throws IOException {
    Path source = Files.createDirectories(work.resolve("source"));
    Path classes = work.resolve("classes");
    Files.writeString(source.resolve("Odd.java"), PLUGIN.formatted(member, begin));
    Files.writeString(
        source.resolve("module-info.java"),
        "module odd { requires io.zipar.api;"
            + " provides io.zipar.spi.DecodingStrategy with odd.Odd; }");
    run(
        "javac",
        "-d",
        classes.toString(),
        "--module-path",
        CommandLine.root().resolve("cli/target/dist/modules").toString(),
        source.resolve("Odd.java").toString(),
        source.resolve("module-info.java").toString());
    Path plugins = Files.createDirectories(work.resolve("plugins"));
    run(
        "jar",
        "--create",
        "--file",
        plugins.resolve("odd.jar").toString(),
        "-C",
        classes.toString(),
        ".");
    return plugins;
  }

  private static void run(String tool, String... arguments) {
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int status = ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
    assertEquals(0, status, output.toString());
  }
}
