/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.backend.vector.tiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sources of all tiles. Run it in the folder of the module to write them anew, and format them
 * afterwards.
 */
final class TileSources {
  /** Where the tiles are, seen from the module. */
  static final Path FOLDER = Path.of("src/main/java/io/zipar/backend/vector/kernel/simd");

  private static final String LICENCE =
      """
      /*
       * Copyright The ZipAR for Java Authors
       * SPDX-License-Identifier: Apache-2.0
       */
      """;

  private static final List<TileWriter> WRITERS =
      List.of(
          new AttentionWriter(),
          new Bfloat16Writer(),
          new Float32Writer(),
          new Int8Writer(),
          new NarrowAttentionWriter(),
          new StreamWriter());

  private TileSources() {}

  /** The files, not yet formatted, by their names. */
  static Map<String, String> all() {
    return WRITERS.stream()
        .collect(
            Collectors.toMap(
                writer -> writer.name() + ".java", writer -> LICENCE + writer.write()));
  }

  /** Writes all files. */
  public static void main(String[] arguments) throws IOException {
    for (Map.Entry<String, String> file : all().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }
}
