/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.training;

import io.zipar.InvalidInputException;
import io.zipar.fixtures.DamagedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged records of a training are read or refused. */
class TrainingFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "null",
          "-1",
          "1e999",
          "1e999999999",
          "NaN",
          "[[[[",
          "{}",
          "\"",
          "'",
          "#",
          "\u001b[2J\u009b",
          "\u00ff\u00fe",
          "/*");

  @TempDir Path folder;

  @Test
  void damagedRecords() {
    String whole = "{\n  \"plan\": {\"seed\": 7, \"steps\": [1, 2.5]},\n  \"accuracy\": 0.99\n}\n";
    new DamagedFiles(
            List.of(whole.getBytes(StandardCharsets.UTF_8)), WORDS, InvalidInputException.class)
        .check(folder.resolve("training.json"), file -> read());
  }

  private void read() {
    try {
      TrainingRecord.in(folder).has("plan");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
