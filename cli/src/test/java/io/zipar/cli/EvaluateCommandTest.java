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
import io.zipar.cli.fakes.RandomClassifier;
import io.zipar.cli.terminal.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir private static Path shared;
  private static Path classifier;
  private static Path statistics;
  private static Path model;

  @TempDir private Path temporary;
  private Path out;

  @BeforeAll
  static void makeFiles() throws IOException {
    classifier = RandomClassifier.write(shared.resolve("classifier.safetensors"));
    statistics = shared.resolve("reference.npz");
    model = Files.createDirectory(shared.resolve("m"));
    Files.writeString(model.resolve("weights"), "one");
  }

  @BeforeEach
  void nameFolder() {
    out = temporary.resolve("out");
  }

  private String[] evaluate(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--model",
                model.toString(),
                "--backend",
                "fake",
                "--out",
                out.toString(),
                "--resamples",
                "20",
                "--reference-count",
                "20"));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  private String[] small(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--classifier",
                classifier.toString(),
                "--strategy",
                "sequential",
                "--class",
                "0-1,3",
                "--images-per-class",
                "2",
                "--batch",
                "4"));
    args.addAll(Arrays.asList(more));
    return evaluate(args.toArray(String[]::new));
  }

  private void refused(String message, String... args) {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(2, line.run(args), () -> line.out() + line.errorLines());
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(line.errorLines().get(0).contains(message), line.errorLines().get(0));
  }

  private JsonObject result() throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve("evaluation.json")))
        .getAsJsonObject();
  }

  @Test
  void everyCombinationIsMeasuredWithIntervals() throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(
        0,
        line.run(
            small(
                "--strategy",
                "jacobi",
                "--guidance",
                "1,4",
                "--visibility",
                "written,all",
                "--save-statistics",
                statistics.toString())),
        () -> line.errorLines().toString());
    JsonArray results = result().getAsJsonArray("results");
    assertEquals(8, results.size());
    for (var each : results) {
      JsonObject row = each.getAsJsonObject();
      assertEquals(6, row.get("images").getAsInt());
      for (String measure :
          List.of(
              "passes",
              "reduction",
              "seconds",
              "frechet",
              "kernel",
              "precision",
              "recall",
              "accuracy",
              "nll",
              "diversity",
              "duplicates")) {
        JsonObject estimate = row.getAsJsonObject(measure);
        assertTrue(
            estimate.get("low").getAsDouble() <= estimate.get("high").getAsDouble(), measure);
      }
      double passes = row.getAsJsonObject("passes").get("value").getAsDouble();
      assertTrue(passes > 1 && passes <= 16, row.toString());
    }
    JsonObject real = result().getAsJsonArray("real").get(0).getAsJsonObject();
    assertTrue(
        real.getAsJsonObject("frechet").get("value").getAsDouble()
            < results
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("frechet")
                .get("value")
                .getAsDouble());
    assertEquals(1 + 2 + 8, Files.readAllLines(out.resolve("evaluation.csv")).size());
    assertTrue(Files.readString(out.resolve("evaluation.md")).contains("95% bootstrap intervals"));
    assertTrue(ImageIO.read(out.resolve("evaluation.png").toFile()).getWidth() > 500);

    Path again = out;
    out = temporary.resolve("again");
    assertEquals(0, line.run(small("--reference", statistics.toString())));
    assertTrue(result().getAsJsonArray("real").isEmpty());
    assertFalse(Files.isSameFile(again, out));
  }

  @Test
  void itIsShortForAnExperiment() throws IOException {
    CommandLineHarness line = CommandLineHarness.plain();
    assertEquals(
        0,
        line.run(small("--strategy", "jacobi", "--top-k", "5", "--grid", "2x3")),
        () -> line.errorLines().toString());
    String found = Files.readString(out.resolve("evaluation.json"));
    int[] passes = {0};
    CommandLineHarness again =
        new CommandLineHarness(new FakePlugins(8, pass -> passes[0]++), new Interruption());
    assertEquals(
        0,
        again.run(
            "experiment",
            "run",
            out.resolve("experiment.json").toString(),
            "--out",
            out.toString()),
        () -> again.errorLines().toString());
    assertTrue(again.out().contains("2/2 "), again.out());
    assertEquals(0, passes[0], "the experiment found nothing of what evaluate kept");
    assertEquals(0, line.run(small("--strategy", "jacobi", "--top-k", "5", "--grid", "2x3")));
    assertEquals(found, Files.readString(out.resolve("evaluation.json")));
  }

  @Test
  void anInterruptedEvaluationGoesOn() throws IOException {
    Interruption interruption = new Interruption();
    int[] passes = {0};
    FakePlugins plugins =
        new FakePlugins(
            8,
            pass -> {
              // Warming up, two batches, and then some.
              if (++passes[0] > 16 + 2 * 16 + 8) {
                interruption.token().cancel();
              }
            });
    CommandLineHarness line = new CommandLineHarness(plugins, interruption);
    assertEquals(130, line.run(small("--strategy", "jacobi")));
    assertTrue(
        line.errorLines().get(0).contains("the same command goes on"), line.errorLines().get(0));
    assertFalse(Files.exists(out.resolve("evaluation.md")));

    CommandLineHarness second = CommandLineHarness.plain();
    assertEquals(0, second.run(small("--strategy", "jacobi")));
    assertTrue(second.out().contains("sequential: kept from before"), second.out());
    assertEquals(2, result().getAsJsonArray("results").size());
  }

  @Test
  void badInputIsOneLineAndLeavesNothing() throws IOException {
    String file = classifier.toString();
    refused("--strategy is missing", evaluate("--classifier", file));
    refused("leave those options out", small("--table"));
    refused("give classifier or features", evaluate("--strategy", "sequential"));
    refused("guidance scale 0.5", small("--guidance", "0.5"));
    refused(
        "goes down: write the lower label first",
        evaluate("--strategy", "sequential", "--class", "9-3"));
    refused("class 12 is not in 0 ... 9", small("--class", "12"));
    refused(
        "--images-per-class 0 is not",
        evaluate("--strategy", "sequential", "--images-per-class", "0"));
    refused("no such file or folder", small("--reference", "nowhere"));
    refused("10 is not in 0 ... 9", small("--class", "10", "--reference", file));
    Path text = Files.writeString(temporary.resolve("a.npz"), "x");
    refused("not a NumPy archive (.npz)", small("--reference", text.toString()));
    refused(
        "holds no PNG, JPEG, GIF, BMP or TIFF file", small("--reference", temporary.toString()));
    refused(
        "cannot be used as TorchScript",
        evaluate("--strategy", "sequential", "--features", text.toString()));
    refused("exclude each other", small("--features", text.toString()));
    refused("a.npz", evaluate("--strategy", "sequential", "--classifier", text.toString()));
    assertFalse(Files.exists(out));
  }
}
