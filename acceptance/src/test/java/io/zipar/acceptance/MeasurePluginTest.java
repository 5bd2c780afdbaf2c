/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A measure in the plugin folder is a column of an evaluation. */
class MeasurePluginTest {
  private static final String MODULE =
      """
      module io.zipar.examples.measure {
        requires io.zipar.evaluation;

        provides io.zipar.evaluation.spi.Measure with
            io.zipar.examples.Brightness;
      }
      """;

  @TempDir Path work;

  @Test
  void itIsMeasuredBesideTheOthers() throws IOException, InterruptedException {
    Path plugins = Files.createDirectory(work.resolve("plugins"));
    compileTo(plugins.resolve("brightness"));
    Path out = work.resolve("out");
    CommandLine.Outcome outcome =
        CommandLine.run(
            "evaluate",
            "--plugins",
            plugins,
            "--strategy",
            "zipar:window=2",
            "--guidance",
            1,
            "--class",
            0,
            "--images-per-class",
            2,
            "--reference-count",
            4,
            "--resamples",
            5,
            "--out",
            out);
    assertEquals(0, outcome.status(), outcome.everything());
    JsonObject report = CommandLine.report(out.resolve("evaluation.json"));
    JsonObject row = report.getAsJsonArray("results").get(0).getAsJsonObject();
    double brightness = row.getAsJsonObject("brightness").get("value").getAsDouble();
    assertTrue(brightness > 0 && brightness < 1, row.toString());
    assertTrue(row.has("frechet"), row.toString());
    assertTrue(
        outcome.out().stream().anyMatch(line -> line.contains("| brightness |")),
        outcome.everything());
  }

  private void compileTo(Path target) throws IOException {
    Path info = Files.writeString(work.resolve("module-info.java"), MODULE);
    Path source =
        CommandLine.root().resolve("examples/src/main/java/io/zipar/examples/Brightness.java");
    StringWriter messages = new StringWriter();
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(messages, true),
                new PrintWriter(messages, true),
                "--release",
                "17",
                "--module-path",
                CommandLine.root().resolve("cli/target/dist/modules").toString(),
                "-d",
                target.toString(),
                info.toString(),
                source.toString());
    assertEquals(0, status, messages.toString());
  }
}
