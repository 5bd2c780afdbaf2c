/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An experiment of six combinations, and what is kept of it. */
final class SixCombinations {
  private static final String TIMES = "\"(ms|modelMs|samplingMs|strategyMs)\":[^,}]*,?";

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

  /** How many shards are complete. */
  static long shards(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      return 0;
    }
    try (Stream<Path> files = Files.find(out, 8, (path, is) -> path.endsWith("shard.json"))) {
      return files.filter(file -> !file.toString().contains(".staging")).count();
    } catch (UncheckedIOException e) {
      // A folder moved while it was looked into.
      return 0;
    }
  }

  /** All that is kept but for times, by the names of the files. */
  static Map<String, String> content(Path out) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out.resolve("combinations"))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(each).toString();
        if (name.endsWith(".jsonl")) {
          content.put(name, Files.readString(each).replaceAll(TIMES, ""));
        } else if (name.endsWith(".bin") || name.endsWith(".png")) {
          content.put(name, Arrays.toString(Files.readAllBytes(each)));
        } else if (!name.endsWith("shard.json") && !name.endsWith("environment.json")) {
          content.put(name, Files.readString(each));
        }
      }
    }
    return content;
  }
}
