/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what the code is and does. */
class ReadmeTest {
  @TempDir Path work;

  @Test
  void theStrategyIsTheOneThatCompiles() throws IOException {
    Path source =
        CommandLine.root().resolve("examples/src/main/java/io/zipar/examples/plugins/Pairs.java");
    String code = Files.readString(source);
    assertTrue(
        readme().contains("```java\n" + code.substring(code.indexOf("/** Two")) + "```"),
        "the strategy in README.md differs from " + source);
  }

  @Test
  void theFirstCommandWritesItsPicture() throws IOException, InterruptedException {
    String command =
        readme().lines().filter(line -> line.startsWith("    ./zipar ")).findFirst().orElseThrow();
    List<String> words = List.of(command.strip().split(" "));
    Object[] arguments =
        words.stream()
            .skip(1)
            .map(word -> word.equals("out") ? work.resolve("out").toString() : word)
            .map(
                word ->
                    word.startsWith("examples/")
                        ? CommandLine.root().resolve(word).toString()
                        : word)
            .toArray();
    CommandLine.Outcome outcome = CommandLine.run(arguments);
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(Files.exists(work.resolve("out/class-3-seed-1.png")), outcome.everything());
  }

  private static String readme() throws IOException {
    return Files.readString(CommandLine.root().resolve("README.md"));
  }
}
