/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.evaluation.replay.RunTrace;
import io.zipar.evaluation.replay.TraceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  @TempDir private Path temporary;

  private static String[] with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private Path trace(String name, String... more) {
    CommandLineHarness line = CommandLineHarness.plain();
    Path file = temporary.resolve(name);
    List<String> arguments =
        List.of(
            "generate", "--model", "model", "--backend", "fake", "--class", "3", "--class", "5");
    assertEquals(
        0,
        line.run(
            with(
                List.of(with(arguments, more)),
                "--out",
                temporary.resolve("out").toString(),
                "--report",
                temporary.resolve("report.json").toString(),
                "--trace",
                file.toString())),
        () -> line.errorLines().toString());
    return file;
  }

  /** A batch of its own for each image, so that the trace has to join two runs. */
  @Test
  void aTraceTellsThePassOfEveryToken() throws IOException {
    Path file = trace("a.jsonl", "--strategy", "jacobi:window=3", "--batch", "1", "--seed", "7");
    RunTrace trace = TraceFile.read(file);
    JsonObject report =
        JsonParser.parseString(Files.readString(temporary.resolve("report.json")))
            .getAsJsonObject();
    for (int image = 0; image < 2; image++) {
      JsonObject told = report.getAsJsonArray("images").get(image).getAsJsonObject();
      int[] passes = new int[trace.grid().cells()];
      int[] tokens = new int[trace.grid().cells()];
      trace
          .images()
          .get(image)
          .passes()
          .forEach(
              pass ->
                  pass.committed()
                      .forEach(
                          each -> {
                            passes[each.cell()] = pass.pass();
                            tokens[each.cell()] = each.token();
                          }));
      assertEquals(text(told, "passOfToken"), Arrays.toString(passes).replace(" ", ""));
      assertEquals(text(told, "tokens"), Arrays.toString(tokens).replace(" ", ""));
      assertEquals(told.get("seed").getAsLong(), trace.images().get(image).seed());
    }
    assertEquals("jacobi:window=3", trace.strategy());
  }

  private static String text(JsonObject json, String key) {
    return json.getAsJsonArray(key).toString();
  }

  @Test
  void aPageIsMadeFromStrategiesAndFromTraces() throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    Path page = temporary.resolve("new").resolve("page.html");
    List<String> arguments =
        List.of("replay", "--model", "model", "--backend", "fake", "--out", page.toString());
    assertEquals(
        0,
        line.run(
            with(arguments, "--class", "3", "--strategy", "sequential", "--strategy", "jacobi")),
        () -> line.errorLines().toString());
    String content = Files.readString(page);
    assertTrue(content.contains("\"strategy\":\"sequential\""));
    assertTrue(content.contains("data:image/png;base64,"));
    assertTrue(line.out().contains("sequential: 16 passes"), line.out());

    Path file = trace("b.jsonl", "--strategy", "sequential");
    CommandLineHarness second = CommandLineHarness.plain();
    Path other = temporary.resolve("other.html");
    assertEquals(
        0, second.run("replay", file.toString(), file.toString(), "--out", other.toString()));
    assertFalse(Files.readString(other).contains("data:image/png"));
  }

  @Test
  void whatCannotBeShownIsRefused() throws IOException {
    Path page = temporary.resolve("page.html");
    refused(
        "name strategies to run (--strategy), or traces to show, one of the two",
        "replay",
        "--out",
        page.toString());
    refused(
        "a page plays one image, and 2 are asked for; name one class or prompt, and leave --count"
            + " at 1",
        "replay",
        "--model",
        "model",
        "--backend",
        "fake",
        "--class",
        "1",
        "--count",
        "2",
        "--strategy",
        "sequential",
        "--out",
        page.toString());
    Path broken = temporary.resolve("broken.jsonl");
    Files.writeString(broken, "<html>");
    refused(
        broken + ":1: not JSON, of which a trace has one object a line",
        "replay",
        broken.toString(),
        "--out",
        page.toString());
    assertFalse(Files.exists(page));
  }

  private void refused(String message, String... arguments) {
    CommandLineHarness line = CommandLineHarness.plain();
    assertTrue(line.run(arguments) != 0);
    assertTrue(line.errorLines().get(0).contains(message), () -> line.errorLines().toString());
  }
}
