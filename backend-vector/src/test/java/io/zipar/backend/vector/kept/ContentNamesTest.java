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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zipar.InvalidInputException;
import io.zipar.backend.vector.threads.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentNamesTest {
  private static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofHours(1));

  private final Team team = new Team(2);
  @TempDir private Path folder;

  @AfterEach
  void endThreads() {
    team.close();
  }

  private ContentNames names(InstantSource clock) {
    return new ContentNames(new KeptFolder(folder.resolve("kept")), team, 1, clock);
  }

  private Path file(String name, long seed, int length) throws IOException {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return Files.write(folder.resolve(name), content);
  }

  private List<Path> notes() throws IOException {
    if (!Files.exists(folder.resolve("kept"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      return files.toList();
    }
  }

  @Test
  void theNameIsThatOfTheContentAlone() throws IOException {
    int length = (3 << 20) + 17;
    byte[] name = names(LATER).of(file("one", 1, length));
    assertArrayEquals(name, names(LATER).of(file("two", 1, length)));
    assertFalse(Arrays.equals(name, names(LATER).of(file("three", 2, length))));
    assertFalse(Arrays.equals(name, names(LATER).of(file("four", 1, length - 1))));
    try (Team alone = new Team(1)) {
      KeptFolder none = new KeptFolder(folder.resolve("none"));
      assertArrayEquals(
          name, new ContentNames(none, alone, Long.MAX_VALUE, LATER).of(folder.resolve("one")));
    }
  }

  @Test
  void aNoteHoldsAsLongAsTheFileIsTheSame() throws IOException {
    Path file = file("one", 1, 5000);
    byte[] name = names(LATER).of(file);
    Path note = notes().get(0);
    Files.setLastModifiedTime(note, FileTime.from(Instant.EPOCH));
    assertArrayEquals(name, names(LATER).of(file));
    assertEquals(FileTime.from(Instant.EPOCH), Files.getLastModifiedTime(note), "made anew");
    file("one", 2, 5000);
    assertFalse(Arrays.equals(name, names(LATER).of(file)));
  }

  @Test
  void aFileThatHidesItsChangeIsReadAgain() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
    Path file = file("one", 1, 5000);
    FileTime time = Files.getLastModifiedTime(file);
    byte[] name = names(LATER).of(file);
    file("one", 2, 5000);
    Files.setLastModifiedTime(file, time);
    assertFalse(Arrays.equals(name, names(LATER).of(file)));
  }

  @Test
  void ofAFileThatChangedJustNowNothingIsNoted() throws IOException {
    names(InstantSource.system()).of(file("one", 1, 5000));
    assertEquals(List.of(), notes());
  }

  @Test
  void aBrokenNoteCountsAsNone() throws IOException {
    Path file = file("one", 1, 5000);
    byte[] name = names(LATER).of(file);
    Path note = notes().get(0);
    String whole = Files.readString(note);
    Random random = new Random(3);
    for (int i = 0; i < 100; i++) {
      byte[] broken = whole.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
      Files.write(note, Arrays.copyOf(broken, random.nextInt(2) + broken.length - 1));
      assertArrayEquals(name, names(LATER).of(file));
      assertEquals(whole, Files.readString(note));
    }
  }

  @Test
  void aMissingFileIsOneLine() {
    Path missing = folder.resolve("missing");
    String line =
        assertThrows(InvalidInputException.class, () -> names(LATER).of(missing)).getMessage();
    assertTrue(line.startsWith(missing.toString()), line);
  }
}
