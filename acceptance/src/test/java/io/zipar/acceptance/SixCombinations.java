/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An experiment of six combinations. */
final class SixCombinations {
  private SixCombinations() {}

  /** Writes its file. */
  static Path file(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("experiment.json"),
        "{\"model\": \""
            + CommandLine.tinyModel()
            + "\", \"backend\": \"vector\", \"grid\": \"6x6\", \"guidance\": [1, 2],\n"
            + "// Six combinations.\n"
            + "\"strategy\": [\"ntp\", \"zipar:window=2\", \"jacobi:window=4\"],"
            + " \"images\": {\"classes\": \"0-3\", \"count\": 6, \"batch\": 2},"
            + " \"measures\": [\"passes\", \"nll\"]}");
  }
}
