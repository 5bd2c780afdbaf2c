/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code zipar generate} with a model in a folder. The first seed is 1.
 *
 * @param folder of the model
 * @param out where pictures go
 * @param report where the report goes
 */
record Painting(Path folder, Path out, Path report) {
  /** In three places of a folder. */
  static Painting in(Path work) {
    return new Painting(work.resolve("model"), work.resolve("out"), work.resolve("report.json"));
  }

  /** Paints, and reads the report. */
  JsonObject paint(Object... more) throws IOException, InterruptedException {
    CommandLine.Outcome outcome = generate(more);
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.err(), outcome.everything());
    return CommandLine.report(report);
  }

  /** Is refused in one line that says a thing, and leaves nothing behind. */
  void refuse(String message, Object... more) throws IOException, InterruptedException {
    CommandLine.Outcome outcome = generate(more);
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(List.of(), outcome.out(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(outcome.err().get(0).contains(message), outcome.everything());
    assertTrue(Files.notExists(out) && Files.notExists(report), "files were left");
  }

  private CommandLine.Outcome generate(Object... more) throws IOException, InterruptedException {
    List<Object> arguments =
        new ArrayList<>(List.of("generate", "--model", folder, "--out", out, "--report", report));
    List<Object> given = List.of(more);
    if (!given.contains("--seed")) {
      arguments.addAll(List.of("--seed", 1));
    }
    if (!given.contains("--strategy")) {
      arguments.addAll(List.of("--strategy", "zipar:window=2"));
    }
    arguments.addAll(given);
    return CommandLine.run(arguments.toArray());
  }
}
