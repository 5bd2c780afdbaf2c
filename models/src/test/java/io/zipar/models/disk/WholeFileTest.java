/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = folder.resolve("target");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aTextIsWrittenAndReplaced() throws IOException {
    WholeFile.write(target, "first\n");
    WholeFile.write(target, "zwölf");
    assertEquals("zwölf", Files.readString(target));
    assertEquals(List.of("target"), names());
  }

  @Test
  void contentMayComeByteByByteAndCloseItsStream() throws IOException {
    byte[] expected = new byte[100_000];
    WholeFile.write(
        target,
        stream -> {
          for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) (i * 31);
            stream.write(expected[i]);
          }
          stream.close();
        });
    assertArrayEquals(expected, Files.readAllBytes(target));
  }

  @Test
  void contentThatFailsLeavesAllAsItWas() throws IOException {
    WholeFile.write(target, "old");
    assertThrows(
        IOException.class,
        () ->
            WholeFile.write(
                target,
                stream -> {
                  stream.write(1);
                  throw new IOException("no more");
                }));
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("target"), names());
  }

  @Test
  void aMissingFolderIsNotMade() {
    Path below = folder.resolve("none").resolve("target");
    assertThrows(NoSuchFileException.class, () -> WholeFile.write(below, "x"));
    assertFalse(Files.exists(below.getParent()));
  }

  /** The content is on the disk before the name leads to it, and then the name is. */
  @Test
  void theContentIsForcedBeforeTheNameChanges() throws IOException {
    List<String> done = new ArrayList<>();
    DiskSteps steps =
        new DiskSteps() {
          @Override
          public void before() {
            // Only what is done is of interest.
          }

          @Override
          public void force(FileChannel channel) throws IOException {
            done.add("force " + Files.exists(target));
            DiskSteps.super.force(channel);
          }

          @Override
          public void rename(Path from, Path to) throws IOException {
            assertArrayEquals(new byte[] {7}, Files.readAllBytes(from));
            done.add("rename to " + to.getFileName());
            DiskSteps.super.rename(from, to);
          }
        };
    try (WholeFile file = WholeFile.beside(target, steps)) {
      file.write(ByteBuffer.wrap(new byte[] {7}));
      file.put();
    }
    boolean forcesFolders = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    List<String> expected = new ArrayList<>(List.of("force false", "rename to target"));
    if (forcesFolders) {
      expected.add("force true");
    }
    assertEquals(expected, done);
  }

  private static final class NoAtomicRename implements DiskSteps {
    @Override
    public void before() {
      // All else is as ever.
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "not here");
    }
  }

  @Test
  void withoutAtomicRenameNothingChanges() throws IOException {
    WholeFile.write(target, "old");
    try (WholeFile file = WholeFile.beside(target, new NoAtomicRename())) {
      file.write(ByteBuffer.wrap(new byte[] {7}));
      assertThrows(AtomicMoveNotSupportedException.class, file::put);
    }
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("target"), names());
  }

  @Test
  void withoutAtomicRenameAFolderStays() throws IOException {
    WholeFolder.put(target, Map.of("a", new byte[] {1}), DiskSteps.UNHEARD);
    assertThrows(
        AtomicMoveNotSupportedException.class,
        () -> WholeFolder.put(target, Map.of("b", new byte[] {2}), new NoAtomicRename()));
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(target.resolve("a")));
    WholeFolder.clear(folder);
    assertEquals(List.of("target"), names());
  }

  @Test
  void aFolderInTheWayIsNotReplaced() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("in"), "it");
    assertThrows(IOException.class, () -> WholeFile.write(target, "x"));
    assertEquals(List.of("target"), names());
    assertEquals("it", Files.readString(target.resolve("in")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkIsReplacedAndWhatItLeadsToStays() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "other");
    Files.createSymbolicLink(target, other);
    WholeFile.write(target, "new");
    assertFalse(Files.isSymbolicLink(target));
    assertEquals("new", Files.readString(target));
    assertEquals("other", Files.readString(other));
  }

  @Test
  void whatNobodyHoldsIsClearedAndNothingElse() throws IOException {
    Path left = Files.createFile(folder.resolve(".staging-left"));
    Path inner = Files.createDirectory(folder.resolve(".staging-folder"));
    Path busy = folder.resolve(".staging-busy");
    try (FileChannel writer =
            FileChannel.open(busy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WholeFile own = WholeFile.beside(target)) {
      writer.lock();
      WholeFile.write(folder.resolve("other"), "x");
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(inner));
      assertTrue(Files.exists(busy));
      own.put();
    }
    assertEquals(List.of(".staging-busy", ".staging-folder", "other", "target"), names());
    WholeFolder.clear(folder);
    assertEquals(List.of("other", "target"), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void clearingFollowsNoLink() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    Path inner = Files.writeString(kept.resolve("inner"), "x");
    Path toFile = Files.createSymbolicLink(folder.resolve(".staging-file"), inner);
    Path toFolder = Files.createSymbolicLink(folder.resolve(".staging-folder"), kept);
    WholeFile.removeLeft(folder);
    assertTrue(Files.exists(toFile, LinkOption.NOFOLLOW_LINKS));
    WholeFolder.clear(folder);
    assertFalse(Files.exists(toFile, LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(toFolder, LinkOption.NOFOLLOW_LINKS));
    assertEquals("x", Files.readString(inner));
  }

  @Test
  void manyAtOnceLeaveOneWholeFile() throws Exception {
    int count = 6;
    CyclicBarrier together = new CyclicBarrier(count);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    Set<String> contents = new HashSet<>();
    try {
      List<Callable<Object>> writers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String content = Integer.toString(i).repeat(50_000 + i);
        contents.add(content);
        writers.add(
            () -> {
              together.await();
              for (int round = 0; round < 5; round++) {
                WholeFile.write(target, content);
              }
              return content;
            });
      }
      for (Future<Object> each : threads.invokeAll(writers)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertTrue(contents.contains(Files.readString(target)));
    assertEquals(List.of("target"), names());
  }

  private Process holdingProcess() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HoldingProcess.class.getName(),
            target.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Closing a file gives up a process's locks on it, so nobody may open what he writes himself. */
  @Test
  void whoeverClearsAFolderKeepsHisOwnLocks() throws Exception {
    try (WholeFile own = WholeFile.beside(target)) {
      own.write(ByteBuffer.wrap(new byte[] {7}));
      WholeFile.removeLeft(folder);
      Process process = holdingProcess();
      try {
        assertEquals('\n', process.getInputStream().read());
        own.put();
        assertArrayEquals(new byte[] {7}, Files.readAllBytes(target));
      } finally {
        process.destroyForcibly();
        process.waitFor();
      }
    }
  }

  /** What a living process writes is let alone, what a killed one wrote is not. */
  @Test
  void whatAProcessLeavesIsClearedOnceItIsKilled() throws Exception {
    WholeFile.write(target, "old");
    Process process = holdingProcess();
    try {
      assertEquals('\n', process.getInputStream().read());
      WholeFile.removeLeft(folder);
      assertEquals(2, names().size());
      process.destroyForcibly();
      process.waitFor();
      WholeFile.removeLeft(folder);
      assertEquals(List.of("target"), names());
      assertEquals("old", Files.readString(target));
    } finally {
      process.destroyForcibly();
    }
  }
}
