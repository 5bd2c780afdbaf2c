/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** However often a process is killed, and wherever: what is there is whole. */
class KilledWriterProperties {
  private static final int PIECES = 3;

  private Path folder;

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("disk");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] content(int number) {
    byte[] content = new byte[100 + number];
    Arrays.fill(content, (byte) (number + 1));
    return content;
  }

  /** True if the file was put into its place and closed. */
  private static boolean write(Path target, byte[] content, int killedAt) throws IOException {
    try (WholeFile file = WholeFile.beside(target, new KilledProcess(killedAt))) {
      for (int piece = 0; piece < PIECES; piece++) {
        int from = content.length * piece / PIECES;
        int to = content.length * (piece + 1) / PIECES;
        file.write(ByteBuffer.wrap(content, from, to - from));
      }
      file.put();
      return true;
    } catch (KilledProcess.Killed e) {
      return false;
    }
  }

  @Property(tries = 200)
  void aFileIsTheOldOrTheNewOne(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -1, max = 8) Integer> killedAt)
      throws IOException {
    Path target = folder.resolve("file");
    Optional<byte[]> expected = Optional.empty();
    int left = 0;
    for (int i = 0; i < killedAt.size(); i++) {
      boolean written = write(target, content(i), killedAt.get(i));
      // Steps: create, three pieces, force, rename.
      assertEquals(killedAt.get(i) < 0 || killedAt.get(i) >= PIECES + 3, written);
      if (written) {
        expected = Optional.of(content(i));
      } else if (killedAt.get(i) > 0) {
        left++;
      }
      assertEquals(expected.isPresent(), Files.exists(target));
      if (expected.isPresent()) {
        assertArrayEquals(expected.get(), Files.readAllBytes(target));
      }
    }
    assertEquals(left + (expected.isPresent() ? 1 : 0), names().size());
    WholeFolder.clear(folder);
    assertEquals(expected.isPresent() ? List.of("file") : List.of(), names());
  }

  private static Map<String, byte[]> files(int number) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int i = 0; i <= number % PIECES; i++) {
      files.put("part-" + i, content(number + i));
    }
    return files;
  }

  private static boolean put(Path target, Map<String, byte[]> files, int killedAt)
      throws IOException {
    try {
      WholeFolder.put(target, files, new KilledProcess(killedAt));
      return true;
    } catch (KilledProcess.Killed e) {
      return false;
    }
  }

  private static boolean holds(Path target, Map<String, byte[]> files) throws IOException {
    try (Stream<Path> all = Files.list(target)) {
      if (all.count() != files.size()) {
        return false;
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path found = target.resolve(file.getKey());
      if (!Files.exists(found) || !Arrays.equals(file.getValue(), Files.readAllBytes(found))) {
        return false;
      }
    }
    return true;
  }

  @Property(tries = 200)
  void aFolderIsTheOldOrTheNewOneOrNone(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -1, max = 20) Integer> killedAt)
      throws IOException {
    Path target = folder.resolve("shard");
    Optional<Map<String, byte[]>> before = Optional.empty();
    for (int i = 0; i < killedAt.size(); i++) {
      Map<String, byte[]> wanted = files(i);
      boolean written = put(target, wanted, killedAt.get(i));
      if (Files.exists(target)) {
        boolean isNew = holds(target, wanted);
        assertTrue(isNew || !written && before.isPresent() && holds(target, before.get()), "part");
        before = isNew ? Optional.of(wanted) : before;
      } else {
        assertTrue(!written, "gone");
        before = Optional.empty();
      }
      if (i % 2 == 1) {
        WholeFolder.clear(folder);
        assertEquals(before.isPresent() ? List.of("shard") : List.of(), names());
      }
    }
  }
}
