/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.opencl.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.backend.opencl.testing.NeedsOpenCl;
import io.zipar.backend.opencl.testing.TestedOpenCl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled kernels are kept, and what was broken is compiled again. */
@NeedsOpenCl
class BinaryCacheTest {
  private static final Kernels SMALL =
      new Kernels("small", List.of("portable.cl", "norm.cl"), List.of(), Kernels.GROUP);

  @TempDir private Path folder;

  @Test
  void anEntryIsFoundByItsKeyAlone() {
    BinaryCache cache = new BinaryCache(folder.resolve("new"));
    assertTrue(cache.find("a").isEmpty());
    cache.keep("a", new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, cache.find("a").orElseThrow());
    assertTrue(cache.find("b").isEmpty());
    cache.keep("a", new byte[] {3});
    assertArrayEquals(new byte[] {3}, cache.find("a").orElseThrow());
  }

  @Test
  void aBrokenOrCutEntryIsNone() throws IOException {
    BinaryCache cache = new BinaryCache(folder);
    cache.keep("a", new byte[] {1, 2, 3});
    byte[] stored = Files.readAllBytes(cache.file("a"));
    stored[stored.length - 1]++;
    Files.write(cache.file("a"), stored);
    assertTrue(cache.find("a").isEmpty());
    Files.write(cache.file("a"), new byte[7]);
    assertTrue(cache.find("a").isEmpty());
  }

  @Test
  void aFolderThatCannotBeMadeDoesNoHarm() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    BinaryCache cache = new BinaryCache(file.resolve("below"));
    cache.keep("a", new byte[] {1});
    assertTrue(cache.find("a").isEmpty());
  }

  @Test
  void whatIsKeptIsUsedAndWhatADriverRefusesIsBuiltAgain() throws IOException {
    build();
    Path entry = onlyEntry();
    byte[] first = Files.readAllBytes(entry);
    build();
    assertArrayEquals(first, Files.readAllBytes(entry));
    String key = Programs.key(device(), SMALL.source());
    new BinaryCache(folder).keep(key, new byte[] {4, 5, 6});
    assertFalse(Arrays.equals(first, Files.readAllBytes(entry)));
    build();
    assertTrue(Files.size(entry) > first.length / 2, "built again and kept");
  }

  private static ClDevice device() {
    return TestedOpenCl.device();
  }

  private void build() {
    try (OpenDevice opened =
        OpenDevice.open(device(), new BinaryCache(folder), new Driver(), Duration.ofMinutes(10))) {
      opened.kernel(SMALL, "norm_columns");
    }
  }

  private Path onlyEntry() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }
}
