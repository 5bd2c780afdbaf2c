/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The system kills a run at several moments; the end is that of a run that nobody disturbed. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "tests a bash script")
class KilledExperimentTest {
  private static final int LIMIT_SECONDS = 120;
  private static final String TIMES = "\"(ms|modelMs|samplingMs|strategyMs)\":[^,}]*,?";

  @TempDir private Path folder;

  private Path experiment() throws IOException {
    return Files.writeString(
        folder.resolve("experiment.json"),
        "{\"model\": \""
            + CommandLine.tinyModel()
            + "\", \"backend\": \"vector\", \"grid\": \"6x6\", \"guidance\": [1, 2],\n"
            + "// Six combinations.\n"
            + "\"strategy\": [\"ntp\", \"zipar:window=2\", \"jacobi:window=4\"],"
            + " \"images\": {\"classes\": \"0-3\", \"count\": 6, \"batch\": 2},"
            + " \"measures\": [\"passes\", \"nll\"]}");
  }

  private static long shards(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return 0;
    }
    try (Stream<Path> files = Files.find(out, 8, (path, is) -> path.endsWith("shard.json"))) {
      return files.filter(file -> !file.toString().contains(".staging")).count();
    } catch (UncheckedIOException e) {
      // A folder moved while it was looked into.
      return 0;
    }
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
    process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static boolean killAfter(long shards, Path file, Path out) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            CommandLine.root().resolve("zipar").toString(),
            "experiment",
            "run",
            file.toString(),
            "--out",
            out.toString());
    builder.environment().put("ZIPAR_NO_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (process.isAlive() && shards(out) < shards && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    boolean alive = process.isAlive();
    kill(process);
    return alive;
  }

  private static Map<String, String> content(Path out) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out.resolve("combinations"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(each).toString();
        if (name.endsWith(".jsonl")) {
          content.put(name, Files.readString(each).replaceAll(TIMES, ""));
        } else if (name.endsWith(".bin") || name.endsWith(".png")) {
          content.put(name, Arrays.toString(Files.readAllBytes(each)));
        } else if (!name.endsWith("shard.json") && !name.endsWith("environment.json")) {
          content.put(name, Files.readString(each));
        }
      }
    }
    return content;
  }

  @Test
  void whatEndsIsWhatWouldHaveBeenWithoutIt() throws Exception {
    Path file = experiment();
    Path whole = folder.resolve("whole");
    CommandLine.Outcome outcome = CommandLine.run("experiment", "run", file, "--out", whole);
    assertEquals(0, outcome.status(), outcome.everything());
    Path out = folder.resolve("killed");
    int killed = 0;
    for (int shards : new int[] {1, 2, 7, 20, 33, 47}) {
      killed += killAfter(shards, file, out) ? 1 : 0;
    }
    assertTrue(killed >= 3, killed + " runs were killed before their end");
    outcome = CommandLine.run("experiment", "run", file, "--out", out);
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(content(whole), content(out));
  }
}
