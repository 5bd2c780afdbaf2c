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
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what the code is and does. */
class ReadmeTest {
  @TempDir Path work;

  @Test
  void theFirstCommandPaintsEveryClassByEveryStrategy() throws IOException, InterruptedException {
    assertEquals("    ./zipar demo", commands().get(0));
    Path out = work.resolve("out");
    CommandLine.Outcome outcome = CommandLine.run("demo", "--out", out);
    assertEquals(0, outcome.status(), outcome.everything());
    var sheet = ImageIO.read(out.resolve("contact-sheet.png").toFile());
    assertTrue(sheet.getWidth() > 10 * 192 && sheet.getHeight() > 4 * 192, sheet.toString());
    JsonObject report = CommandLine.report(out.resolve("report.json"));
    assertEquals(4, report.getAsJsonArray("results").size());
    report
        .getAsJsonArray("results")
        .forEach(run -> assertEquals(10, run.getAsJsonObject().getAsJsonArray("images").size()));
    List.of(" 576 ", " 400 ", " 224 ")
        .forEach(
            passes ->
                assertTrue(
                    outcome.out().stream().anyMatch(line -> line.contains(passes)),
                    outcome.everything()));
  }

  @Test
  void theCommandForOnePictureWritesIt() throws IOException, InterruptedException {
    String command =
        commands().stream()
            .filter(line -> line.contains("zipar generate"))
            .findFirst()
            .orElseThrow();
    Object[] arguments =
        Stream.of(command.strip().split(" "))
            .skip(1)
            .map(word -> word.equals("out") ? work.resolve("out").toString() : word)
            .toArray();
    CommandLine.Outcome outcome = CommandLine.run(arguments);
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(Files.exists(work.resolve("out/class-0-seed-1.png")), outcome.everything());
  }

  private static List<String> commands() throws IOException {
    return readme().lines().filter(line -> line.startsWith("    ./zipar ")).toList();
  }

  private static String readme() throws IOException {
    return Files.readString(CommandLine.root().resolve("README.md"));
  }
}
