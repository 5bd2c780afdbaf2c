/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pipeline.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.ZiparException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StagedOutputTest {
  @TempDir private Path temporary;

  private static OutputFile text(String text) {
    return target -> target.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void filesAppearAtTheCommitAndReplaceOldOnes() throws IOException {
    Files.writeString(temporary.resolve("a"), "old");
    try (StagedOutput output = new StagedOutput()) {
      Path folder = output.addFolder("--out", temporary);
      Path deep = output.addFile("--report", temporary.resolve("x").resolve("y").resolve("b"));
      output.write(folder.resolve("a"), text("new"));
      output.write(deep, text("report"));
      assertEquals("old", Files.readString(temporary.resolve("a")));
      assertFalse(Files.exists(deep));
      output.commit();
    }
    assertEquals("new", Files.readString(temporary.resolve("a")));
    assertEquals("report", Files.readString(temporary.resolve("x").resolve("y").resolve("b")));
    assertEquals(List.of("a", "x"), namesIn(temporary));
  }

  @Test
  void withoutCommitNothingIsLeft() throws IOException {
    Files.writeString(temporary.resolve("a"), "old");
    StagedOutput output = new StagedOutput();
    Path folder = output.addFolder("--out", temporary.resolve("x").resolve("y"));
    output.addFolder("--out", temporary);
    output.write(folder.resolve("b"), text("new"));
    output.write(temporary.resolve("a"), text("new"));
    output.close();
    output.close();
    assertEquals(List.of("a"), namesIn(temporary));
    assertEquals("old", Files.readString(temporary.resolve("a")));
    assertThrows(IllegalStateException.class, () -> output.write(folder, text("late")));
    assertThrows(IllegalStateException.class, output::commit);
  }

  @Test
  void foldersThatStayEmptyAreTakenBackAtTheCommitToo() throws IOException {
    try (StagedOutput output = new StagedOutput()) {
      output.addFolder("--out", temporary.resolve("empty"));
      output.commit();
    }
    assertEquals(List.of(), namesIn(temporary));
  }

  @Test
  void failedWriteIsToldAndLeavesNothing() throws IOException {
    StagedOutput output = new StagedOutput();
    Path folder = output.addFolder("--out", temporary);
    ZiparException failure =
        assertThrows(
            ZiparException.class,
            () ->
                output.write(
                    folder.resolve("a"),
                    target -> {
                      target.write(1);
                      throw new IOException("disk full");
                    }));
    assertTrue(failure.getMessage().contains("disk full"));
    output.close();
    assertEquals(List.of(), namesIn(temporary));
  }

  @Test
  void aLinkIsFollowedAndStaysALink() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Path old = Files.writeString(real.resolve("old"), "old");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), old);
    Path dangling =
        Files.createSymbolicLink(temporary.resolve("dangling"), Path.of("real", "fresh"));
    write(link, "new");
    write(dangling, "fresh");
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(dangling));
    assertEquals("new", Files.readString(old));
    assertEquals("fresh", Files.readString(real.resolve("fresh")));
    assertEquals(List.of("fresh", "old"), namesIn(real));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aDeviceIsWrittenTo() throws IOException {
    write(Path.of("/dev/null"), "nothing");
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsWrittenToAtTheCommit() throws Exception {
    Path pipe = temporary.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    CompletableFuture<String> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    write(pipe, "report");
    assertEquals("report", reader.get(20, TimeUnit.SECONDS));
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDeviceIsToldInTheWordsOfTheSystemAndNothingElseIsLeft() throws IOException {
    try (StagedOutput output = new StagedOutput()) {
      output.addFolder("--out", temporary);
      Path full = output.addFile("--report", Path.of("/dev/full"));
      output.write(temporary.resolve("a"), text("picture"));
      output.write(full, text("report"));
      assertEquals(
          "cannot write /dev/full: No space left on device",
          assertThrows(ZiparException.class, output::commit).getMessage());
    }
    assertEquals(List.of(), namesIn(temporary));
  }

  @Test
  void aReadOnlyFileIsRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("kept"), "old");
    assertTrue(file.toFile().setReadOnly());
    try (StagedOutput output = new StagedOutput()) {
      assertEquals(
          "--report " + file + ": is read-only; remove it, or name another file",
          assertThrows(InvalidInputException.class, () -> output.addFile("--report", file))
              .getMessage());
    }
    assertEquals("old", Files.readString(file));
  }

  @Test
  void whatAKilledProcessLeftIsRemovedAndWhatIsInUseStays() throws IOException {
    Files.createFile(temporary.resolve(".zipar-0a-4194305.lock"));
    Files.createFile(temporary.resolve(".zipar-0a-4194305-0"));
    Files.createFile(temporary.resolve(".zipar-other"));
    try (StagedOutput first = new StagedOutput()) {
      first.addFolder("--out", temporary);
      first.write(temporary.resolve("a"), text("first"));
      try (StagedOutput second = new StagedOutput()) {
        second.addFolder("--out", temporary);
        second.write(temporary.resolve("b"), text("second"));
        second.commit();
      }
      first.commit();
    }
    assertEquals(List.of(".zipar-other", "a", "b"), namesIn(temporary));
  }

  private static void write(Path file, String content) {
    try (StagedOutput output = new StagedOutput()) {
      output.write(output.addFile("--report", file), text(content));
      output.commit();
    }
  }

  @Test
  void unusablePlacesAreRefused() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    try (StagedOutput output = new StagedOutput()) {
      assertTrue(
          assertThrows(
                  InvalidInputException.class,
                  () -> output.addFolder("--out", file.resolve("under")))
              .getMessage()
              .startsWith("--out " + file.resolve("under") + ": cannot write there ("));
      assertThrows(InvalidInputException.class, () -> output.addFolder("--out", file));
      assertThrows(InvalidInputException.class, () -> output.addFile("--report", temporary));
    }
    assertEquals(List.of("file"), namesIn(temporary));
  }
}
