/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tiles are those that their generator writes. */
class TileSourcesTest {
  private static final String ANEW =
      " is not what its generator writes: change the generator and write it anew, see CONTRIBUTING";

  @Test
  void everyFileIsGenerated() throws IOException {
    for (Map.Entry<String, String> file : TileSources.all().entrySet()) {
      String present = Files.readString(TileSources.FOLDER.resolve(file.getKey()));
      assertIterableEquals(statements(file.getValue()), statements(present), file.getKey() + ANEW);
    }
  }

  /** The style check leaves out all files of such names, so none may be written by hand. */
  @Test
  void nothingElseIsCalledATile() throws IOException {
    try (Stream<Path> files = Files.list(TileSources.FOLDER)) {
      assertEquals(
          new TreeSet<>(TileSources.all().keySet()),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Tiles.java"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /** Without what the formatter decides: line breaks, indents, and where a comment goes on. */
  private static List<String> statements(String source) {
    String bare = source.replaceAll("\\R\\s*\\*(?!/)", " ").replaceAll("\\s+", "");
    return List.of(bare.split("(?<=[;{}])"));
  }
}
