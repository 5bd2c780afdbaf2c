/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.fixtures.KeptExperiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
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

  private static final int PARTS = 3;

  @TempDir private static Path folder;
  private static Path file;
  private static Path whole;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    file = SixCombinations.file(folder);
    whole = folder.resolve("whole");
    run("run", file, "--out", whole);
  }

  private static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().join());
    process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static boolean killAfter(long shards, Path file, Path out, String... more)
      throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("experiment", "run", file, "--out", out));
    arguments.addAll(List.of(more));
    Process process =
        CommandLine.process(arguments.toArray())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (process.isAlive() && KeptExperiment.shards(out) < shards && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    boolean alive = process.isAlive();
    kill(process);
    return alive;
  }

  @Test
  void whatEndsIsWhatWouldHaveBeenWithoutIt() throws Exception {
    Path out = folder.resolve("killed");
    int killed = 0;
    for (int shards : new int[] {1, 7, 33}) {
      killed += killAfter(shards, file, out) ? 1 : 0;
    }
    assertTrue(killed > 0, "no run was killed before its end");
    run("run", file, "--out", out);
    assertEquals(KeptExperiment.content(whole), KeptExperiment.content(out));
  }

  @Test
  void partsOfWhichOneIsKilledAreTheWhole() throws Exception {
    List<Object> merge = new ArrayList<>(List.of("merge", folder.resolve("merged")));
    long shards = 0;
    for (int i = 1; i <= PARTS; i++) {
      Path part = folder.resolve("part" + i);
      merge.add(part);
      String slice = i + "/" + PARTS;
      if (i == 2) {
        killAfter(1, file, part, "--shard", slice);
        assertTrue(KeptExperiment.shards(part) >= 1);
      }
      run("run", file, "--out", part, "--shard", slice);
      shards += KeptExperiment.shards(part);
    }
    assertEquals(KeptExperiment.shards(whole), shards, "a shard is of two parts, or of none");
    run(merge.toArray());
    run("run", file, "--out", folder.resolve("merged"));
    assertEquals(KeptExperiment.content(whole), KeptExperiment.content(folder.resolve("merged")));
  }

  private static void run(Object... arguments) throws Exception {
    List<Object> all = new ArrayList<>(List.of("experiment"));
    all.addAll(List.of(arguments));
    CommandLine.Outcome outcome = CommandLine.run(all.toArray());
    assertEquals(0, outcome.status(), outcome.everything());
  }
}
