/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  @TempDir private Path folder;

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
    while (process.isAlive() && SixCombinations.shards(out) < shards && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    boolean alive = process.isAlive();
    kill(process);
    return alive;
  }

  @Test
  void whatEndsIsWhatWouldHaveBeenWithoutIt() throws Exception {
    Path file = SixCombinations.file(folder);
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
    assertEquals(SixCombinations.content(whole), SixCombinations.content(out));
  }
}
