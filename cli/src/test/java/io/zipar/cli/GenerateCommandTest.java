/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.cli.fakes.FakePlugins;
import io.zipar.cli.terminal.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerateCommandTest {
  @TempDir private Path temporary;
  private Path out;

  @BeforeEach
  void nameFolder() {
    out = temporary.resolve("a").resolve("out");
  }

  private String[] generate(String... more) {
    return generateFrom("model", more);
  }

  private String[] generateFrom(String model, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("generate", "--model", model, "--backend", "fake", "--out", out.toString()));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void writesOnePictureForEachImageAndOneTable() throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(
        0,
        line.run(
            generate(
                "--strategy",
                "sequential",
                "--class",
                "3",
                "--class",
                "5",
                "--count",
                "2",
                "--seed",
                "7")),
        () -> line.errorLines().toString());
    for (String name :
        List.of(
            "class-3-seed-7.png",
            "class-3-seed-8.png",
            "class-5-seed-9.png",
            "class-5-seed-10.png")) {
      assertEquals(4, ImageIO.read(out.resolve(name).toFile()).getWidth());
      assertTrue(line.out().contains("wrote " + out.resolve(name)));
    }
    assertTrue(line.out().contains("16           0 (0.0%)"), line.out());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(4, files.count());
    }
  }

  @Test
  void reportHoldsTokensAndTheirPassesAndReproducesAnImageFromItsSeed() throws IOException {
    Path report = temporary.resolve("r.json");
    CommandLineHarness.plain()
        .run(
            generate(
                "--strategy",
                "jacobi",
                "--class",
                "3",
                "--count",
                "3",
                "--report",
                report.toString()));
    JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    JsonArray images = json.getAsJsonArray("images");
    assertEquals(3, images.size());
    JsonObject last = images.get(2).getAsJsonObject();
    assertEquals(3, last.get("class").getAsInt());
    assertEquals(2, last.get("seed").getAsLong());
    assertEquals("class-3-seed-2.png", last.get("file").getAsString());
    assertEquals(16, last.getAsJsonArray("tokens").size());
    JsonArray steps = last.getAsJsonArray("passOfToken");
    assertEquals(0, steps.get(0).getAsInt());
    assertTrue(json.get("forwardPasses").getAsInt() > steps.get(15).getAsInt());
    assertEquals("cpu", json.getAsJsonObject("settings").get("device").getAsString());

    CommandLineHarness.plain()
        .run(
            generate(
                "--strategy",
                "sequential",
                "--class",
                "3",
                "--seed",
                "2",
                "--report",
                report.toString()));
    JsonObject alone =
        JsonParser.parseString(Files.readString(report))
            .getAsJsonObject()
            .getAsJsonArray("images")
            .get(0)
            .getAsJsonObject();
    assertEquals(last.get("tokens"), alone.get("tokens"));
  }

  @Test
  void tokensDoNotDependOnTheBatchAndPassesAreSummed() throws IOException {
    Path report = temporary.resolve("r.json");
    List<JsonObject> reports = new ArrayList<>();
    for (String batch : List.of("1", "2", "8")) {
      CommandLineHarness line = CommandLineHarness.plain();
      line.run(
          generate(
              "--strategy",
              "sequential",
              "--class",
              "1,2,3",
              "--batch",
              batch,
              "--report",
              report.toString()));
      reports.add(JsonParser.parseString(Files.readString(report)).getAsJsonObject());
    }
    assertEquals(reports.get(2).get("images"), reports.get(0).get("images"));
    assertEquals(reports.get(2).get("images"), reports.get(1).get("images"));
    assertEquals(3 * 16, reports.get(0).get("forwardPasses").getAsInt());
    assertEquals(2 * 16, reports.get(1).get("sequentialPasses").getAsInt());
    assertEquals(16, reports.get(2).get("forwardPasses").getAsInt());
  }

  @Test
  void withoutTokenizerItSaysSoAndWritesTokens() throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    String tokens = out.resolve("tokens.json").toString();
    assertEquals(
        0,
        line.run(
            generateFrom("no-vq", "--strategy", "sequential", "--class", "3", "--report", tokens)));
    assertTrue(line.out().startsWith("no image tokenizer"), line.out());
    JsonObject json =
        JsonParser.parseString(Files.readString(out.resolve("tokens.json"))).getAsJsonObject();
    assertTrue(json.getAsJsonArray("images").get(0).getAsJsonObject().get("file").isJsonNull());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--strategy sequental --class 1 | unknown strategy 'sequental' (did you mean"
            + " 'sequential'?)",
        "--strategy sequential:window=0 --class 1 | window=0 is not a whole number",
        "--strategy sequential:window=x --class 1 | window=x is not a whole number",
        "--strategy sequential:window=5 --class 1 | exceeds the 4 columns",
        "--strategy sequential --class 10 | class 10 is not in 0 ... 9",
        "--strategy sequential --class x | '--class'",
        "--strategy sequential --class 2-0 | class range '2-0' goes down: write the lower",
        "--strategy sequential --class 0-999999 | class range '0-999999' holds more than 100000",
        "--strategy sequential --class 0-9999999999 | a label is a whole number of at most",
        "--strategy sequential --class 8-10 | class 10 is not in 0 ... 9",
        "--strategy sequential --class 99999999999 | a whole number up to 2147483647",
        "--strategy sequential --class 1 --count x | '--count': 'x' is not a whole number",
        "--strategy sequential --class 1 --count 3000000000 | is not from -2147483648 to 2147483647",
        "--strategy sequential --class 1 --seed 1.5 | '--seed': '1.5' is not a whole number",
        "--strategy sequential --class 1 --cfg x | '--cfg': guidance 'x' has an unknown form",
        "--strategy sequential | what the images are to show is missing: --class=LABEL|FROM-TO|NAME",
        "--strategy sequential --class 1 --dtype float16 | backend 'fake' has no option 'dtype'",
        "--strategy sequential --class 1 --threads 9 | threads=9 is not a whole number from 0 to 8",
        "--strategy sequential --class 1 --backend fake --backend x | '--backend'",
        "--strategy sequential --class 1 --grid 4 | not of the form ROWSxCOLUMNS",
        "--strategy sequential --class 1 --count 0 | --count 0 is not at least 1",
        "--strategy sequential --class 1 --batch 0 | --batch 0 is not at least 1",
        "--strategy sequential --class 1 --top-p 2 | top-p 2.0",
        "--strategy sequential --class 1 --cfg share:first=1 | guidance 'share:first=1': share takes"
            + " exactly first and last",
        "--strategy sequential --class 1 --cfg 0 | guidance scale 0.0",
        "--strategy sequential --class 1 --visibility some | '--visibility'",
        "--strategy sequential --class 1 --nonsense | '--nonsense'",
      })
  void badInputIsOneLineAndLeavesNothing(String args, String message) throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(2, line.run(generate(args.split(" "))));
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(line.errorLines().get(0).startsWith("zipar: "));
    assertTrue(line.errorLines().get(0).contains(message), line.errorLines().get(0));
    assertEquals(List.of(), leftovers());
    assertEquals(List.of(), line.plugins().opened());
    assertEquals("", line.out());
  }

  @Test
  void aRangeOfClassesIsAnImageOfEach() throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(
        0,
        line.run(generate("--strategy", "sequential", "--class", "0-2,7")),
        () -> line.errorLines().toString());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of("0", "1", "2", "7"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".png"))
              .map(name -> name.replaceAll(".*class-(\\d+)-.*", "$1"))
              .sorted()
              .toList());
    }
  }

  @Test
  void codebookSmallerThanTheVocabularyIsFoundBeforeLoading() throws IOException {
    CommandLineHarness line =
        new CommandLineHarness(new FakePlugins(7, pass -> {}), new Interruption());
    assertEquals(2, line.run(generate("--strategy", "sequential", "--class", "1")));
    assertTrue(line.errorLines().get(0).contains("7 codes"), line.errorLines().get(0));
    assertEquals(List.of(), line.plugins().opened());
    assertEquals(List.of(), leftovers());
  }

  @Test
  void folderThatCannotBeWrittenIsFoundBeforeLoading() throws IOException {
    Files.writeString(temporary.resolve("a"), "a file where a folder should be");
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(2, line.run(generate("--strategy", "sequential", "--class", "1")));
    assertTrue(line.errorLines().get(0).contains("cannot write there"), line.errorLines().get(0));
    assertEquals(List.of(), line.plugins().opened());
    assertEquals(List.of("a"), leftovers());
  }

  @Test
  void failureInTheMiddleLeavesNothing() throws IOException {
    FakePlugins failing =
        new FakePlugins(
            8,
            pass -> {
              if (pass.lanes().get(0).positions().length > 0
                  && pass.lanes().get(0).positions()[0] == 9) {
                throw new IllegalStateException("the device is gone");
              }
            });
    CommandLineHarness line = new CommandLineHarness(failing, new Interruption());
    Path report = temporary.resolve("r.json");
    assertEquals(
        1,
        line.run(
            generate("--strategy", "sequential", "--class", "1", "--report", report.toString())));
    assertEquals(1, line.errorLines().size());
    assertTrue(line.errorLines().get(0).contains("the device is gone"));
    assertEquals(List.of(), leftovers());
  }

  @Test
  void verboseAddsTheStackTrace() {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(2, line.run(generate("--strategy", "nothing", "--class", "1", "--verbose")));
    assertTrue(line.errorLines().size() > 5);
    assertTrue(line.errorLines().get(1).contains("InvalidInputException"));
  }

  @Test
  void interruptionEndsTheRunAndLeavesNothing() throws IOException {
    Interruption interruption = new Interruption();
    FakePlugins interrupting =
        new FakePlugins(
            8,
            pass -> {
              if (pass.fedTokens() > 0) {
                interruption.token().cancel();
              }
            });
    CommandLineHarness line = new CommandLineHarness(interrupting, interruption);
    assertEquals(130, line.run(generate("--strategy", "sequential", "--class", "1")));
    assertEquals(List.of("zipar: cancelled, nothing was written"), line.errorLines());
    assertEquals(List.of(), leftovers());
    assertFalse(Files.exists(out));
  }
}
