/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.experiment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.InvalidInputException;
import io.zipar.fixtures.DamagedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged settings of an evaluation are understood or refused. */
class KeptResultsFuzzTest {
  private static final String SETTINGS =
      """
      {
        "firstSeed": 0,
        "model": "f3a1b2c3d4e5f607",
        "modelOptions": "{depth=2}",
        "classes": [0, 1, 2],
        "resamples": 200
      }
      """;

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
          "\\u0000",
          "\u001b[2J\u009b",
          "\u00ff\u00fe",
          "/*");

  @TempDir Path folder;

  @Test
  void damagedSettings() {
    JsonObject settings = JsonParser.parseString(SETTINGS).getAsJsonObject();
    new DamagedFiles(
            List.of(SETTINGS.getBytes(StandardCharsets.UTF_8)), WORDS, InvalidInputException.class)
        .check(folder.resolve("settings.json"), file -> goOn(file, settings));
  }

  @Test
  void whatDoesNotPrintIsReplaced() throws IOException {
    JsonObject settings = JsonParser.parseString(SETTINGS).getAsJsonObject();
    Path file = folder.resolve("settings.json");
    Files.writeString(file, SETTINGS.replace("f3a1b2c3d4e5f607", "f3\u009b2J"));
    assertTrue(
        assertThrows(InvalidInputException.class, () -> goOn(file, settings))
            .getMessage()
            .endsWith(
                ": cannot go on, model was \"f3?2J\" and is \"f3a1b2c3d4e5f607\"; name another"
                    + " folder"));
  }

  /** As {@code --resume} does, in a folder whose settings are the damaged ones. */
  private void goOn(Path damaged, JsonObject settings) {
    Path out = folder.resolve("out");
    Path kept = out.resolve("combinations").resolve("settings.json");
    try {
      Files.createDirectories(kept.getParent());
      Files.copy(damaged, kept, StandardCopyOption.REPLACE_EXISTING);
      new KeptResults(out, cleanup -> {}).begin(settings, true);
    } catch (InvalidInputException e) {
      String message = e.getMessage();
      if (!message.startsWith(out + ": cannot go on, ") && !message.startsWith(kept + ": ")) {
        throw new IllegalStateException(message, e);
      }
      throw new InvalidInputException(damaged + ": " + message, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
