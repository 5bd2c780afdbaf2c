/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script alone, in a clone of its own, with a JDK and a Maven that are scripts themselves. */
@Tag("once")
@DisabledOnOs(OS.WINDOWS)
class ScriptTest {
  private static final int LIMIT_SECONDS = 60;
  private static final String DONE = "exit 64";

  @TempDir Path work;
  private Path clone;

  /** A script that was started. */
  private record ScriptRun(Process process, File out, File err) {
    String text(File file) throws IOException {
      return Files.readString(file.toPath());
    }

    int status() throws InterruptedException {
      assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "has not ended");
      return process.exitValue();
    }
  }

  @BeforeEach
  void makeClone() throws IOException {
    clone = Files.createDirectories(work.resolve("clone"));
    Files.copy(CommandLine.root().resolve("zipar"), clone.resolve("zipar"));
    Path jdk = Files.createDirectories(work.resolve("jdk/bin"));
    Files.writeString(
        work.resolve("jdk/release"),
        "JAVA_VERSION=\"17.0.1\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
    executable(jdk.resolve("javac"), "");
    executable(
        work.resolve("path/mvn"),
        "echo built >>\"$WORK/builds\"; sleep 1; mkdir -p \"$WORK/clone/cli/target/dist\"");
    java(DONE);
  }

  @Test
  void ofTwoInAFreshCloneOneBuildsAndTheOtherWaits() throws Exception {
    List<ScriptRun> runs = List.of(start(), start(), start());
    StringBuilder errors = new StringBuilder();
    for (ScriptRun run : runs) {
      assertEquals(0, run.status(), run.text(run.err()));
      errors.append(run.text(run.err()));
    }
    assertEquals(List.of("built"), Files.readAllLines(work.resolve("builds")));
    assertTrue(errors.toString().contains("zipar: waiting for another zipar"), errors.toString());
  }

  @Test
  void aBuildThatFailedIsToldByEachAndLeavesNoLock() throws Exception {
    executable(work.resolve("path/mvn"), "echo COMPILATION ERROR; exit 1");
    for (int i = 0; i < 2; i++) {
      ScriptRun run = start();
      assertEquals(1, run.status());
      assertTrue(run.text(run.err()).contains("COMPILATION ERROR"), run.text(run.err()));
    }
  }

  @ParameterizedTest
  @CsvSource({"TERM,143", "HUP,129"})
  void aSignalToTheScriptAloneEndsTheJvm(String signal, int status) throws Exception {
    assumeFalse(isIgnored(status - 128), "this process was started to ignore the signal");
    java("trap 'exit 143' TERM; echo $$ >\"$WORK/pid\"; while :; do sleep 0.05; done");
    ScriptRun run = start();
    ProcessHandle jvm = ProcessHandle.of(pid()).orElseThrow();
    new ProcessBuilder("kill", "-" + signal, String.valueOf(run.process().pid())).start();
    assertEquals(status, run.status());
    assertFalse(jvm.isAlive());
  }

  /** A shell cannot trap what was ignored when it began, as below nohup. */
  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) >> signal - 1 & 1) == 1;
  }

  @Test
  void aSignalDuringTheBuildEndsIt() throws Exception {
    executable(
        work.resolve("path/mvn"),
        "trap 'exit 1' TERM; echo $$ >\"$WORK/pid\"; while :; do sleep 0.05; done");
    ScriptRun run = start();
    ProcessHandle maven = ProcessHandle.of(pid()).orElseThrow();
    run.process().destroy();
    assertEquals(143, run.status());
    assertFalse(maven.isAlive());
  }

  @ParameterizedTest
  @CsvSource({"64,0", "65,1", "66,2", "0,1", "3,3", "137,137", "134,134", "141,141"})
  void onlyACommandThatSaysItHasEndedIsDone(int jvm, int status) throws Exception {
    java("exit " + jvm);
    ScriptRun run = start();
    assertEquals(status, run.status(), run.text(run.err()));
    boolean quiet = jvm >= 64 && jvm < 128 || jvm == 141;
    assertEquals(quiet, !run.text(run.err()).contains("\nzipar: the "), run.text(run.err()));
  }

  @Test
  void theAnnouncementOfTheIncubatorIsDroppedAndNothingElse() throws Exception {
    java(
        "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2;"
            + " echo 'first' >&2; printf last >&2; "
            + DONE);
    assertTrue(errorsOf(start()).endsWith("...\nfirst\nlast"));
    java("printf 'no announcement' >&2; " + DONE);
    assertTrue(errorsOf(start()).endsWith("no announcement"));
  }

  @Test
  void theJvmReadsUtf8WhateverTheLocale() throws Exception {
    java("echo \"$LC_ALL ${!#}\"; " + DONE);
    for (String locale : List.of("C", "POSIX", "de_DE.ISO-8859-1", "")) {
      ScriptRun run = start("LC_ALL=" + locale + " exec ./zipar 'Caf\u00e9 \ud83e\udd8a'");
      assertEquals(0, run.status());
      assertEquals("C.UTF-8 Caf\u00e9 \ud83e\udd8a\n", run.text(run.out()));
    }
  }

  /** A large model has a collector that takes little memory besides, unless one is named. */
  @ParameterizedTest
  @CsvSource({
    "--model big.pt, '', true",
    "--arch=GPT-XXL, -Xmx8g, true",
    "--model big.pt, -XX:+UseZGC, false",
    "--class 1, '', false"
  })
  void aLargeModelHasItsCollector(String arguments, String options, boolean own) throws Exception {
    java("echo \"$*\"; " + DONE);
    ScriptRun run =
        start("ZIPAR_JAVA_OPTIONS='" + options + "' exec ./zipar generate " + arguments);
    assertEquals(0, run.status(), run.text(run.err()));
    assertEquals(own, run.text(run.out()).contains("-XX:+UseSerialGC"), run.text(run.out()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"caf\\xe9", "\\xed\\xa0\\x80", "\\xc0\\xaf", "\\xf4\\x90\\x80\\x80"})
  void whatIsNotUtf8IsRefused(String argument) throws Exception {
    ScriptRun run = start("exec ./zipar one $'" + argument + "'");
    assertEquals(2, run.status());
    assertTrue(
        run.text(run.err()).startsWith("zipar: argument 2 is not UTF-8: $'"), run.text(run.err()));
  }

  @Test
  void closedStreamsAreReplacedBeforeAFileTakesTheirPlace() throws Exception {
    java("ls -l /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2 >\"$WORK/streams\"; " + DONE);
    ScriptRun run = start("exec ./zipar <&- >&- 2>&-");
    assertEquals(0, run.status());
    List<String> streams = Files.readAllLines(work.resolve("streams"));
    assertEquals(3, streams.size(), streams.toString());
  }

  @Test
  void whatAKilledRunLeftIsCleared() throws Exception {
    assertEquals(0, start().status());
    Path target = clone.resolve("cli/target");
    Files.createDirectories(target.resolve("archive.half/made"));
    try (var archives = Files.newDirectoryStream(target.resolve("dist"), "*.jsa")) {
      for (Path archive : archives) {
        Files.delete(archive);
      }
    }
    assertEquals(0, start().status());
    assertFalse(Files.exists(target.resolve("archive.half")));
  }

  private String errorsOf(ScriptRun run) throws Exception {
    assertEquals(0, run.status());
    return "...\n" + run.text(run.err()).replaceFirst("(?s).*\\.\\.\\.\n", "");
  }

  private long pid() throws Exception {
    Path file = work.resolve("pid");
    for (int i = 0; i < LIMIT_SECONDS * 20; i++) {
      if (Files.exists(file) && Files.size(file) > 0) {
        return Long.parseLong(Files.readString(file).strip());
      }
      Thread.sleep(50);
    }
    throw new AssertionError("was not started");
  }

  /** What the JVM does, once it is not asked for an archive of classes. */
  private void java(String body) throws IOException {
    executable(
        work.resolve("jdk/bin/java"),
        "case \"$*\" in *-Xshare:dump* | *DumpLoadedClassList*) exit 1 ;; esac; " + body);
  }

  private static void executable(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ScriptRun start() throws IOException {
    return start("exec ./zipar");
  }

  private ScriptRun start(String line) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", line));
    ProcessBuilder builder = new ProcessBuilder(command).directory(clone.toFile());
    builder.environment().remove("ZIPAR_NO_BUILD");
    builder.environment().remove("ZIPAR_MAVEN_OPTIONS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("WORK", work.toString());
    builder.environment().put("JAVA_HOME", work.resolve("jdk").toString());
    builder.environment().put("PATH", work.resolve("path") + ":" + System.getenv("PATH"));
    File out = File.createTempFile("run", ".out", work.toFile());
    File err = File.createTempFile("run", ".err", work.toFile());
    return new ScriptRun(builder.redirectOutput(out).redirectError(err).start(), out, err);
  }
}
