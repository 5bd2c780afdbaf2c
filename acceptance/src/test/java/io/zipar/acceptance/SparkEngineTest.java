/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.fixtures.KeptExperiment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Spark makes of an experiment is what this process makes of it. The build of the module
 * {@code spark} has fetched Spark; without it these tests are left out, unless {@code
 * ZIPAR_REQUIRE_SPARK} is set.
 */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "tests a bash script")
class SparkEngineTest {
  private static final int LIMIT_MINUTES = 10;

  @TempDir private static Path folder;
  private static Path file;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void runHere() throws Exception {
    boolean isThere = Files.isDirectory(CommandLine.root().resolve("spark/target/dist/jars"));
    if (System.getenv("ZIPAR_REQUIRE_SPARK") == null) {
      Assumptions.assumeTrue(isThere, "the module spark was not built");
    }
    assertTrue(isThere, "the module spark was not built");
    file = SixCombinations.file(folder);
    Path here = folder.resolve("here");
    CommandLine.Outcome outcome = CommandLine.run("experiment", "run", file, "--out", here);
    assertEquals(0, outcome.status(), outcome.everything());
    undisturbed = KeptExperiment.content(here);
  }

  @Test
  void tasksOfOneProcessMakeTheSame() throws Exception {
    Path out = folder.resolve("local");
    CommandLine.Outcome outcome =
        CommandLine.run("experiment", "run", file, "--out", out, "--engine", "spark:local[2]");
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.err());
    assertEquals(undisturbed, KeptExperiment.content(out));
  }

  @Test
  void aMasterThatIsNoneIsOneLineAndLeavesNothing() throws Exception {
    Path out = folder.resolve("nothing");
    CommandLine.Outcome outcome =
        CommandLine.run("experiment", "run", file, "--out", out, "--engine", "spark:nowhere");
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).contains("not a master of Spark"), outcome.everything());
    assertFalse(Files.exists(out));
  }

  /** As on a machine that has Spark and that folder. */
  @Test
  void aPackedFolderIsSubmitted() throws Exception {
    Path spark = CommandLine.root().resolve("spark");
    Path program = folder.resolve("spark-submit");
    Files.writeString(
        program,
        String.join(
            " ",
            "#!/usr/bin/env bash\nexec",
            System.getProperty("java.home") + "/bin/java",
            "@" + spark.resolve("jvm.options"),
            "-Dlog4j2.configurationFile=" + spark.resolve("log4j2.properties"),
            "-cp",
            "'" + spark.resolve("target/dist/jars/*") + "':" + jar("slf4j-api"),
            "org.apache.spark.deploy.SparkSubmit",
            "\"$@\"\n"));
    program.toFile().setExecutable(true);
    Path pack = folder.resolve("pack");
    File log = folder.resolve("submitted.log").toFile();
    bash(log, CommandLine.root().resolve("build/spark-package"), pack);
    Path out = folder.resolve("submitted");
    bash(
        log,
        pack.resolve("submit"),
        "--master",
        "local[2]",
        "--",
        "experiment",
        "run",
        file,
        "--out",
        out);
    assertEquals(undisturbed, KeptExperiment.content(out));
  }

  private static Path jar(String name) throws IOException {
    try (Stream<Path> jars = Files.list(CommandLine.root().resolve("cli/target/dist/modules"))) {
      return jars.filter(each -> each.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void bash(File log, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash"));
    for (Object each : arguments) {
      command.add(each.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_SUBMIT", folder.resolve("spark-submit").toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    assertTrue(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES), "it has not ended");
    assertEquals(0, process.exitValue(), () -> text(log));
  }

  @Test
  void anExecutorThatIsKilledChangesNothing() throws Exception {
    Path out = folder.resolve("killed");
    File log = folder.resolve("killed.log").toFile();
    ProcessBuilder builder =
        CommandLine.process(
            "experiment", "run", file, "--out", out, "--engine", "spark:local-cluster[2,1,2048]");
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    try {
      Optional<ProcessHandle> executor = executorInTheMiddle(process, out);
      assertTrue(executor.isPresent(), () -> "no executor was at work: " + text(log));
      executor.get().destroyForcibly();
      assertTrue(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES), "it has not ended");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), () -> text(log));
    assertEquals(undisturbed, KeptExperiment.content(out));
  }

  /** A JVM that a JVM has started; it is there when some shards are kept and others are not. */
  private static Optional<ProcessHandle> executorInTheMiddle(Process process, Path out)
      throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LIMIT_MINUTES);
    while (process.isAlive() && System.nanoTime() < end) {
      List<ProcessHandle> executors = new ArrayList<>();
      process
          .descendants()
          .filter(each -> isJava(each) && each.parent().filter(SparkEngineTest::isJava).isPresent())
          .forEach(executors::add);
      if (!executors.isEmpty() && KeptExperiment.shards(out) >= 2) {
        return Optional.of(executors.get(0));
      }
      Thread.sleep(5);
    }
    return Optional.empty();
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(each -> each.endsWith("/java")).isPresent();
  }

  private static String text(File log) {
    try {
      return Files.readString(log.toPath());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
