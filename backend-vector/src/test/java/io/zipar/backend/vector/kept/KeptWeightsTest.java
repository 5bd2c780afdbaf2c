/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.kept;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.zipar.InvalidInputException;
import io.zipar.backend.vector.threads.Team;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptWeightsTest {
  private static final MadeUpWeights WEIGHTS = new MadeUpWeights(5, 4, 1000);

  private final Team team = new Team(2);
  @TempDir private Path base;
  private Path folder;
  private Path checkpoint;

  @BeforeEach
  void makeCheckpoint() throws IOException {
    folder = base.resolve("made").resolve("kept");
    checkpoint = Files.writeString(base.resolve("checkpoint"), "content");
  }

  @AfterEach
  void endThreads() {
    team.close();
  }

  private KeptWeights open(MadeUpWeights weights, String form) {
    return KeptWeights.open(
        Optional.of(folder),
        "made up",
        List.of(checkpoint),
        form,
        Stream.of(weights.tensor()),
        team);
  }

  private void load(MadeUpWeights weights, String form, Runnable whenConverted) {
    try (KeptWeights kept = open(weights, form)) {
      assertArrayEquals(weights.expected().toArray(), weights.load(kept, whenConverted).toArray());
    }
  }

  private List<Path> inFolder(String glob) throws IOException {
    try (var files = Files.newDirectoryStream(folder, glob)) {
      return stream(files).sorted().toList();
    }
  }

  private static <T> Stream<T> stream(Iterable<T> all) {
    return java.util.stream.StreamSupport.stream(all.spliterator(), false);
  }

  @Test
  void anotherContentFormOrTensorHasAnEntryOfItsOwn() throws IOException {
    load(WEIGHTS, "int8", () -> {});
    load(WEIGHTS, "bfloat16", () -> {});
    assertEquals(2, inFolder("*.weights").size());
    load(new MadeUpWeights(6, 4, 1000), "int8", () -> {});
    assertEquals(3, inFolder("*.weights").size());
    Files.writeString(checkpoint, "contenu");
    load(WEIGHTS, "int8", () -> {});
    assertEquals(4, inFolder("*.weights").size());
    Files.writeString(checkpoint, "content");
    load(WEIGHTS, "int8", () -> fail("was kept"));
  }

  @Test
  void anEntryUnderAnothersNameIsNotUsed() throws IOException {
    load(WEIGHTS, "int8", () -> {});
    Path first = inFolder("*.weights").get(0);
    byte[] own = Files.readAllBytes(first);
    Path moved = Files.move(first, base.resolve("moved"));
    MadeUpWeights others = new MadeUpWeights(5, 4, 1000);
    load(others, "bfloat16", () -> {});
    Path second = inFolder("*.weights").get(0);
    Files.move(moved, second, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    int[] converted = new int[1];
    load(others, "bfloat16", () -> converted[0]++);
    assertEquals(4, converted[0]);
    assertFalse(java.util.Arrays.equals(own, Files.readAllBytes(second)));
  }

  @Test
  void aHeadThatClaimsMuchTakesNoMemory() throws IOException {
    load(WEIGHTS, "int8", () -> {});
    Path entry = inFolder("*.weights").get(0);
    byte[] whole = Files.readAllBytes(entry);
    Key key =
        Key.of(
            List.of(
                new ContentNames(
                        new KeptFolder(folder),
                        team,
                        Long.MAX_VALUE,
                        java.time.InstantSource.system())
                    .of(checkpoint)),
            "int8",
            Stream.of(WEIGHTS.tensor()));
    assertEquals(key.name() + ".weights", entry.getFileName().toString());
    for (long bytes : new long[] {Long.MAX_VALUE, 1L << 50, -1}) {
      for (int pieces : new int[] {Integer.MAX_VALUE, -1, 1 << 29}) {
        byte[] hostile = whole.clone();
        Pieces.head(key, bytes, pieces).get(hostile, 0, Pieces.HEAD);
        Files.write(entry, hostile);
        load(WEIGHTS, "int8", () -> {});
        assertArrayEquals(whole, Files.readAllBytes(entry));
      }
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneLine() throws IOException {
    Files.writeString(base.resolve("made"), "in the way");
    String line = assertThrows(InvalidInputException.class, () -> open(WEIGHTS, "x")).getMessage();
    assertTrue(line.startsWith(folder + ": converted weights cannot be kept there: "), line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void whatComesFromNoFileIsNotKept() {
    try (KeptWeights kept =
        KeptWeights.open(
            Optional.of(folder), "x", List.of(), "x", Stream.of(WEIGHTS.tensor()), team)) {
      WEIGHTS.load(kept, () -> {});
    }
    assertFalse(Files.exists(folder));
  }

  @Test
  void aLoadingThatFailsLeavesNothing() throws IOException {
    try (KeptWeights kept = open(WEIGHTS, "x")) {
      assertThrows(
          IllegalStateException.class,
          () ->
              WEIGHTS.load(
                  kept,
                  () -> {
                    throw new IllegalStateException();
                  }));
    }
    assertEquals(List.of(), inFolder("*"));
  }

  @Test
  void manyAtOnceKeepOneEntry() throws Exception {
    int count = 6;
    CyclicBarrier together = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Object>> starts =
          IntStream.range(0, count)
              .<Callable<Object>>mapToObj(
                  i ->
                      () -> {
                        together.await();
                        load(WEIGHTS, "x", () -> {});
                        return i;
                      })
              .toList();
      for (Future<Object> each : threads.invokeAll(starts)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(1, inFolder("*").size());
    load(WEIGHTS, "x", () -> fail("was kept"));
  }

  @Test
  void processesAtOnceDisturbNobody() throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        processes.add(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    KeptProcess.class.getName(),
                    folder.toString(),
                    checkpoint.toString(),
                    "9")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
      }
      for (Process process : processes) {
        assertEquals(0, process.waitFor());
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertEquals(10 + 3, inFolder("*").size());
    MadeUpWeights same = new MadeUpWeights(9, 3, 100_000);
    for (int i = 0; i < 20; i += 2) {
      load(same, "form " + i, () -> fail("was kept"));
    }
  }

  @Test
  void whatAnEndedWriterLeftIsRemovedAndWhatIsWrittenStays() throws IOException {
    Files.createDirectories(folder);
    Path left = Files.createFile(folder.resolve(".staging-left"));
    Path busy = folder.resolve(".staging-busy");
    try (FileChannel writer =
        FileChannel.open(busy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      writer.lock();
      load(WEIGHTS, "x", () -> {});
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(busy));
    }
  }
}
