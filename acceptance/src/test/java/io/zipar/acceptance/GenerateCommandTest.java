/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code generate} on the module path. */
class GenerateCommandTest {
  @TempDir Path work;

  @ParameterizedTest(name = "{0}, guidance {1}, visibility {2}, {3}")
  @CsvSource({
    "ntp, 1, written, model.pt, ntp_greedy_tokens_cfg1",
    "ntp, 4, written, model.safetensors, ntp_greedy_tokens_cfg4",
    "zipar:window=3, 4, all, model.safetensors, zipar_authors_w3_cfg4_tokens",
    "zipar:window=5, 4, written, model.pt, zipar_masked_w5_cfg4_tokens",
    "zipar:window=2, 1, all, model.pt, zipar_authors_w2_cfg1_tokens"
  })
  void reportsTheAuthorsTokens(
      String strategy, String guidance, String visibility, String file, String array)
      throws IOException, InterruptedException {
    Path report = work.resolve("report.json");
    Golden golden = Golden.of("llamagen/c2i-tiny");
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "generate",
                "--model",
                Fixtures.path("llamagen/c2i-tiny").resolve(file),
                "--strategy",
                strategy,
                "--cfg",
                guidance,
                "--visibility",
                visibility,
                "--greedy",
                "--seed",
                1,
                "--out",
                work.resolve("out"),
                "--report",
                report));
    int[] classes = golden.array("class_ids").ints();
    for (int label : classes) {
      arguments.addAll(List.of("--class", label));
    }
    CommandLine.Outcome outcome = CommandLine.run(arguments.toArray());
    assertEquals(0, outcome.status(), outcome.everything());
    JsonObject json = CommandLine.report(report);
    JsonArray images = json.getAsJsonArray("images");
    assertEquals(classes.length, images.size());
    for (int i = 0; i < classes.length; i++) {
      JsonObject image = images.get(i).getAsJsonObject();
      assertEquals(classes[i], image.get("class").getAsInt());
      assertArrayEquals(golden.array(array).get(i).ints(), ints(image, "tokens"));
      if (strategy.startsWith("zipar")) {
        String schedule = "zipar_w" + strategy.replaceAll("\\D", "");
        assertArrayEquals(
            golden.array(schedule + "_step_of_token").ints(), ints(image, "passOfToken"));
        assertEquals(
            golden.array(schedule + "_forward_passes").ints()[0],
            json.get("forwardPasses").getAsInt());
      }
    }
  }

  @Test
  void readsTheConvertedWeightsOfTheStartBefore() throws IOException, InterruptedException {
    Path kept = work.resolve("kept");
    List<JsonArray> tokens = new ArrayList<>();
    for (String line : List.of("are kept in ", "were read from ")) {
      Path report = work.resolve(tokens.size() + ".json");
      CommandLine.Outcome outcome =
          CommandLine.run(
              "generate",
              "--backend=vector",
              "--dtype=int8",
              "--verbose",
              "--keep-converted=" + kept,
              "--model=" + Fixtures.path("llamagen/c2i-tiny").resolve("model.safetensors"),
              "--class=1",
              "--seed=1",
              "--strategy=zipar:window=3",
              "--out=" + work.resolve("out" + tokens.size()),
              "--report=" + report);
      assertEquals(0, outcome.status(), outcome.everything());
      assertTrue(
          outcome.err().stream().anyMatch(each -> each.contains(line + kept)),
          outcome.everything());
      JsonArray images = CommandLine.report(report).getAsJsonArray("images");
      tokens.add(images.get(0).getAsJsonObject().getAsJsonArray("tokens"));
    }
    assertEquals(tokens.get(0), tokens.get(1));
  }

  @Test
  void aFolderThatCannotKeepWeightsIsOneLine() throws IOException, InterruptedException {
    Path file = Files.createFile(work.resolve("file"));
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--backend=vector",
            "--keep-converted=" + file,
            "--model=" + Fixtures.path("llamagen/c2i-tiny"),
            "--class=1",
            "--strategy=ntp",
            "--out=" + work.resolve("out"));
    assertEquals(2, outcome.status(), outcome.everything());
    assertEquals(1, outcome.err().size(), outcome.everything());
    assertTrue(
        outcome.err().get(0).contains(file + ": converted weights cannot be kept there: "),
        outcome.everything());
    assertTrue(Files.notExists(work.resolve("out")));
  }

  @ParameterizedTest(name = "{0}: {1} passes")
  @CsvSource({
    "ntp, 576",
    "zipar:window=16, 400",
    "zipar:window=12, 312",
    "zipar:window=8, 224",
    "'zipar:window=8,first-row=window', 208"
  })
  void printsThePublishedPassesAndWritesPictures(String strategy, String passes)
      throws IOException, InterruptedException {
    Path out = work.resolve("out");
    CommandLine.Outcome outcome = generate(strategy, out, "--class", 3, "--count", 2);
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(
        outcome.out().stream().anyMatch(line -> line.matches(".*\\s" + passes + "\\s.*")),
        outcome.everything());
    for (int seed = 7; seed <= 8; seed++) {
      var picture = ImageIO.read(out.resolve("class-3-seed-" + seed + ".png").toFile());
      assertEquals(96, picture.getWidth());
      assertEquals(96, picture.getHeight());
    }
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(2, files.count());
    }
  }

  /** Under sampling: the noise is tied to seed and position, not to the schedule or the batch. */
  @Test
  void aWindowOfAllColumnsYieldsTheTokensOfNtpAloneAndInABatch()
      throws IOException, InterruptedException {
    List<int[]> expected = tokens("ntp", "a", "--class", 1, "--class", 2);
    List<int[]> batch = tokens("zipar:window=24", "b", "--class", 1, "--class", 2);
    List<int[]> chunks = tokens("zipar:window=24", "c", "--class", 1, "--class", 2, "--batch", 1);
    for (int i = 0; i < 2; i++) {
      assertArrayEquals(expected.get(i), batch.get(i));
      assertArrayEquals(expected.get(i), chunks.get(i));
    }
    Path report = work.resolve("single.json");
    CommandLine.run(
        "generate",
        "--model",
        CommandLine.tinyModel(),
        "--strategy",
        "zipar:window=24",
        "--class",
        2,
        "--seed",
        8,
        "--cfg",
        2,
        "--out",
        work.resolve("d"),
        "--report",
        report);
    JsonObject image = CommandLine.report(report).getAsJsonArray("images").get(0).getAsJsonObject();
    assertArrayEquals(expected.get(1), ints(image, "tokens"));
  }

  @Test
  void withoutAnImageTokenizerItSaysThatItWritesTokensAlone()
      throws IOException, InterruptedException {
    Path out = work.resolve("out");
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--model",
            Fixtures.path("llamagen/c2i-tiny"),
            "--strategy",
            "ntp",
            "--class",
            0,
            "--greedy",
            "--out",
            out);
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(outcome.everything().contains("tokens alone"), outcome.everything());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of("tokens.json"), files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void aBackendThatBringsItsModelNeedsNoCheckpoint() throws IOException, InterruptedException {
    CommandLine.Outcome outcome =
        CommandLine.run(
            "generate",
            "--backend",
            "synthetic:reach=2",
            "--strategy",
            "zipar:window=4",
            "--class",
            0,
            "--out",
            work.resolve("out"));
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(Files.exists(work.resolve("out/class-0-seed-0.png")), outcome.everything());
  }

  @Test
  void comparesStrategiesOnOneSheet() throws IOException, InterruptedException {
    Path out = work.resolve("out");
    CommandLine.Outcome outcome =
        CommandLine.run(
            "compare",
            "--model",
            CommandLine.tinyModel(),
            "--strategy",
            "ntp",
            "--strategy",
            "zipar:window=24",
            "--strategy",
            "zipar:window=6",
            "--class",
            1,
            "--seed",
            1,
            "--out",
            out);
    assertEquals(0, outcome.status(), outcome.everything());
    assertEquals(
        2,
        outcome.out().stream().filter(line -> line.contains("100.0%")).count(),
        outcome.everything());
    assertTrue(Files.exists(out.resolve("contact-sheet.png")));
  }

  @ParameterizedTest
  @CsvSource({"strategies, zipar", "backends, djl", "models, GPT-XXXL"})
  void listsWhatThereIs(String command, String entry) throws IOException, InterruptedException {
    CommandLine.Outcome outcome = CommandLine.run(command);
    assertEquals(0, outcome.status(), outcome.everything());
    assertTrue(outcome.out().stream().anyMatch(line -> line.contains(entry)));
    assertEquals(List.of(), outcome.err());
  }

  private List<int[]> tokens(String strategy, String name, Object... more)
      throws IOException, InterruptedException {
    Path report = work.resolve(name + ".json");
    List<Object> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--cfg", 2, "--report", report));
    CommandLine.Outcome outcome = generate(strategy, work.resolve(name), arguments.toArray());
    assertEquals(0, outcome.status(), outcome.everything());
    List<int[]> tokens = new ArrayList<>();
    CommandLine.report(report)
        .getAsJsonArray("images")
        .forEach(image -> tokens.add(ints(image.getAsJsonObject(), "tokens")));
    return tokens;
  }

  private static CommandLine.Outcome generate(String strategy, Path out, Object... more)
      throws IOException, InterruptedException {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "generate",
                "--model",
                CommandLine.tinyModel(),
                "--strategy",
                strategy,
                "--seed",
                7,
                "--out",
                out));
    arguments.addAll(List.of(more));
    return CommandLine.run(arguments.toArray());
  }

  private static int[] ints(JsonObject object, String name) {
    JsonArray array = object.getAsJsonArray(name);
    int[] ints = new int[array.size()];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = array.get(i).getAsInt();
    }
    return ints;
  }
}
