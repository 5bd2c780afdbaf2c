/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.zipar.cli.fakes.FakePlugins;
import io.zipar.cli.fakes.RandomClassifier;
import io.zipar.cli.terminal.Interruption;
import io.zipar.evaluation.FileIdentity;
import io.zipar.evaluation.experiment.QualityPlot;
import io.zipar.evaluation.store.StoreLock;
import io.zipar.fixtures.KeptExperiment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {
  @TempDir private static Path shared;
  private static Path classifier;
  private static Path model;

  @TempDir private Path temporary;
  private Path file;
  private int passes;

  @BeforeAll
  static void makeFiles() throws IOException {
    classifier = RandomClassifier.write(shared.resolve("classifier.safetensors"));
    model = Files.createDirectory(shared.resolve("m"));
    Files.writeString(model.resolve("weights"), "one");
  }

  @BeforeEach
  void writeExperiment() throws IOException {
    file = experiment("e.json", "\"classes\": [\"0-1\", 3], \"count\": 3, \"batch\": 2", "");
  }

  private Path experiment(String name, String images, String more) throws IOException {
    return Files.writeString(
        temporary.resolve(name),
        "{\"model\": \""
            + model
            + "\", \"backend\": \"fake\", \"strategy\": [\"sequential\", \"jacobi\"],"
            + " \"guidance\": [1, 3], // two scales\n\"resamples\": 10, \"referenceCount\": 10,"
            + " \"classifier\": \""
            + classifier
            + "\", \"images\": {"
            + images
            + "}"
            + more
            + "}");
  }

  private CommandLineHarness harness(Interruption interruption, int killedAt) {
    passes = 0;
    return new CommandLineHarness(
        new FakePlugins(
            8,
            pass -> {
              if (++passes == killedAt) {
                interruption.token().cancel();
              }
            }),
        interruption);
  }

  private CommandLineHarness run(int status, Path out, String... more) {
    CommandLineHarness line = harness(new Interruption(), -1);
    List<String> args =
        new ArrayList<>(List.of("experiment", "run", file.toString(), "--out", out.toString()));
    args.addAll(Arrays.asList(more));
    assertEquals(
        status, line.run(args.toArray(String[]::new)), () -> line.out() + line.errorLines());
    return line;
  }

  private void refused(String message, String... args) {
    CommandLineHarness line = harness(new Interruption(), -1);
    assertEquals(2, line.run(args), () -> line.out() + line.errorLines());
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(line.errorLines().get(0).contains(message), line.errorLines().get(0));
  }

  @Test
  void everyImageIsKeptAndMeasuringRunsNoPass() throws IOException {
    Path out = temporary.resolve("out");
    CommandLineHarness first = run(0, out);
    assertTrue(first.out().contains("4/4 "), first.out());
    assertTrue(passes > 0);
    List<Path> combinations;
    try (Stream<Path> files = Files.list(out.resolve("combinations"))) {
      combinations = files.toList();
    }
    assertEquals(4, combinations.size());
    for (Path combination : combinations) {
      List<String> rows = new ArrayList<>();
      try (Stream<Path> files = Files.walk(combination)) {
        for (Path each : files.filter(f -> f.endsWith("images.jsonl")).sorted().toList()) {
          rows.addAll(Files.readAllLines(each));
        }
      }
      assertEquals(9, rows.size());
      for (int i = 0; i < rows.size(); i++) {
        JsonObject row = JsonParser.parseString(rows.get(i)).getAsJsonObject();
        assertEquals(i, row.get("image").getAsInt());
        assertEquals(i, row.get("seed").getAsInt());
        assertEquals("done", row.get("state").getAsString());
        assertEquals(List.of("class 0", "class 1", "class 3").get(i / 3), text(row, "subject"));
        assertTrue(row.get("passes").getAsInt() > 1 && row.get("passes").getAsInt() <= 16);
        assertTrue(row.get("fed").getAsInt() >= 15, row.toString());
      }
    }

    CommandLineHarness second =
        run(
            0,
            out,
            "--measures",
            "passes,accuracy,frechet,diversity,kernel,precision,recall,duplicates");
    assertTrue(second.out().contains("kept from before"), second.out());
    assertTrue(second.out().contains("measured passes, accuracy, frechet, diversity, kernel"));
    assertEquals(0, passes, "measures ran passes");
    CommandLineHarness third = run(0, out, "--measures", "passes,accuracy,reduction");
    assertTrue(third.out().contains("measured reduction"), third.out());
    assertFalse(third.out().contains("measured passes"), third.out());
    assertEquals(0, passes);
  }

  private static String text(JsonObject row, String name) {
    return row.get(name).getAsString();
  }

  @Test
  void aRunThatIsInterruptedAnywhereEndsAsOneThatIsNot() throws IOException {
    Path whole = temporary.resolve("whole");
    run(0, whole, "--measures", "accuracy,nll");
    int all = passes;
    for (int at : new int[] {1, 20, all / 3, all / 2}) {
      Path out = temporary.resolve("killed-" + at);
      Interruption interruption = new Interruption();
      CommandLineHarness killed = harness(interruption, at);
      assertEquals(
          130,
          killed.run(
              "experiment", "run", file.toString(), "--out", out.toString(), "--measures", "nll"));
      assertTrue(killed.errorLines().get(0).contains("complete shards are kept"));
      run(0, out, "--measures", "accuracy,nll");
      assertTrue(at <= 20 || passes < all, "what was complete was generated again");
      assertEquals(KeptExperiment.content(whole), KeptExperiment.content(out));
    }
  }

  @Test
  void theFeatureNetworkIsOpenedOnce() throws IOException {
    Path copy = Files.copy(classifier, temporary.resolve("classifier.safetensors"));
    Files.writeString(file, Files.readString(file).replace(classifier.toString(), copy.toString()));
    CommandLineHarness line =
        new CommandLineHarness(new FakePlugins(8, pass -> delete(copy)), new Interruption());
    Path out = temporary.resolve("out");
    String[] args = {
      "experiment", "run", file.toString(), "--out", out.toString(), "--measures", "accuracy"
    };
    assertEquals(0, line.run(args), () -> line.out() + line.errorLines());
    assertFalse(Files.exists(copy));
    assertTrue(line.out().contains("measured accuracy"), line.out());
  }

  /** That it is announced tells that it was prepared. */
  @Test
  void modelsWithTheSameClassifierShareTheReference() throws IOException {
    Path reference = Files.createDirectory(temporary.resolve("reference"));
    for (int shade = 0; shade < 3; shade++) {
      BufferedImage picture = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(shade, shade, 0x808080);
      ImageIO.write(picture, "png", reference.resolve(shade + ".png").toFile());
    }
    List<String> models = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      Path folder = Files.createDirectory(temporary.resolve(name));
      Files.writeString(folder.resolve("weights"), name);
      Files.copy(classifier, folder.resolve("classifier.safetensors"));
      models.add("\"" + folder + "\"");
    }
    Files.writeString(
        file,
        "{\"model\": %s, \"backend\": \"fake\", \"strategy\": [\"sequential\", \"jacobi\"],"
                .formatted(models)
            + " \"resamples\": 10, \"reference\": \"reference\","
            + " \"images\": {\"classes\": 0, \"count\": 2}}");
    CommandLineHarness line = run(0, temporary.resolve("out"), "--measures", "frechet");
    assertEquals(4, count(line.out(), "measured frechet"), line.out());
    assertEquals(1, count(line.out(), "reference " + reference), line.out());
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void partsAreMergedToTheWhole() throws IOException {
    Path whole = temporary.resolve("whole");
    run(0, whole, "--measures", "accuracy,passes");
    List<String> merge =
        new ArrayList<>(List.of("experiment", "merge", temporary.resolve("merged").toString()));
    int parts = 0;
    for (int i = 1; i <= 3; i++) {
      Path part = temporary.resolve("part" + i);
      run(0, part, "--shard", i + "/3", "--measures", "accuracy,passes");
      parts += KeptExperiment.rows(part);
      merge.add(part.toString());
    }
    assertEquals(
        KeptExperiment.rows(whole), parts, "an image was generated by two parts, or by none");
    CommandLineHarness line = harness(new Interruption(), -1);
    assertEquals(0, line.run(merge.toArray(String[]::new)), () -> line.errorLines().toString());
    run(0, temporary.resolve("merged"), "--measures", "accuracy,passes");
    assertEquals(0, passes);
    assertEquals(
        KeptExperiment.content(whole), KeptExperiment.content(temporary.resolve("merged")));
  }

  @Test
  void whateverAnEngineDoesFirstItMakesTheSame() throws IOException {
    Path whole = temporary.resolve("whole");
    run(0, whole, "--measures", "accuracy,passes");
    Path out = temporary.resolve("out");
    String lost =
        run(1, out, "--engine", "reversed:shaky", "--measures", "passes").errorLines().get(0);
    assertTrue(lost.startsWith("zipar: 1 combinations failed") && lost.endsWith("lost"), lost);
    Path given = temporary.resolve("given");
    String gone =
        run(1, given, "--engine", "reversed:gone", "--measures", "passes").errorLines().get(0);
    assertTrue(gone.startsWith("zipar: 4 combinations failed") && gone.endsWith("gave up"), gone);
    for (Path each : List.of(out, given)) {
      run(0, each, "--engine", "reversed", "--measures", "accuracy,passes");
      assertEquals(KeptExperiment.content(whole), KeptExperiment.content(each));
      run(0, each, "--engine", "reversed:calm", "--measures", "accuracy,passes");
      assertEquals(0, passes);
    }
  }

  @Test
  void otherWeightsAreAnotherCombination() throws IOException {
    Path out = temporary.resolve("out");
    run(0, out);
    int all = passes;
    run(0, out);
    assertEquals(0, passes);
    Files.writeString(model.resolve("weights"), "two");
    run(0, out);
    assertEquals(all, passes);
    Files.writeString(model.resolve("weights"), "one");
    run(0, out);
    assertEquals(0, passes);
  }

  private void askLikelihoods(String model) throws IOException {
    file = experiment("e.json", "\"classes\": 3", ", \"likelihood\": \"" + model + "\"");
  }

  private static List<JsonObject> likelihoods(Path out) throws IOException {
    List<JsonObject> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path each : files.filter(path -> path.endsWith("nll.json")).sorted().toList()) {
        found.add(JsonParser.parseString(Files.readString(each)).getAsJsonObject());
      }
    }
    return found;
  }

  @Test
  void anotherModelCanBeAskedHowLikelyTokensAre() throws IOException {
    Path out = temporary.resolve("out");
    file = experiment("e.json", "\"classes\": 3", "");
    run(0, out, "--measures", "nll");
    List<JsonObject> own = likelihoods(out);
    Path other = Files.createDirectory(temporary.resolve("judge"));
    Files.writeString(other.resolve("weights"), "other");
    askLikelihoods(other.toString());
    CommandLineHarness line = run(0, out, "--measures", "nll");
    assertTrue(line.out().contains("kept from before"), line.out());
    List<JsonObject> asked = likelihoods(out);
    assertEquals(4, asked.size());
    for (int i = 0; i < asked.size(); i++) {
      // The fake model knows the same, whatever its weights.
      assertEquals(own.get(i).get("value"), asked.get(i).get("value"));
      assertNotEquals(own.get(i).get("protocol"), asked.get(i).get("protocol"));
      assertEquals(
          FileIdentity.ofCheckpoint(other),
          text(asked.get(i).getAsJsonObject("protocol"), "likelihood"));
    }
    run(0, out, "--measures", "nll");
    assertEquals(0, passes, "nothing is measured twice");
  }

  @Test
  void aModelThatKnowsOtherTokensIsNotAsked() throws IOException {
    Path other = Files.createDirectory(temporary.resolve("other-vq"));
    askLikelihoods(other.toString());
    Path out = temporary.resolve("out");
    CommandLineHarness line = run(1, out, "--measures", "nll");
    assertTrue(line.out().contains("has another image tokenizer; name a model"), line.out());
    assertEquals(List.of(), likelihoods(out));
    askLikelihoods("nobody");
    refused("model nobody: no such file", "experiment", "run", file.toString(), "--out", "x");
  }

  @Test
  void aSecondRunInTheSameFolderIsRefused() {
    Path out = temporary.resolve("out");
    StoreLock lock = StoreLock.take(out);
    try {
      refused(
          "another run is at work", "experiment", "run", file.toString(), "--out", out.toString());
    } finally {
      lock.close();
    }
    run(0, out);
  }

  @Test
  void aCombinationThatFailsLeavesTheOthers() throws IOException {
    Path out = temporary.resolve("out");
    int[] failing = {0};
    CommandLineHarness line =
        new CommandLineHarness(
            new FakePlugins(
                8,
                pass -> {
                  if (++failing[0] == 20) {
                    throw new IllegalStateException("burnt");
                  }
                }),
            new Interruption());
    assertEquals(1, line.run("experiment", "run", file.toString(), "--out", out.toString()));
    assertTrue(line.errorLines().get(0).contains("1 combinations failed"), line.errorLines() + "");
    CommandLineHarness status = harness(new Interruption(), -1);
    assertEquals(0, status.run("experiment", "status", out.toString()));
    assertTrue(status.out().contains("burnt"), status.out());
    assertTrue(status.out().contains("9/9"), status.out());
    run(0, out);
    Path whole = temporary.resolve("whole");
    run(0, whole);
    assertEquals(KeptExperiment.content(whole), KeptExperiment.content(out));
  }

  @Test
  void aReportShowsWhatIsKeptAndACompareWhatMayBeCompared() throws IOException {
    Path out = temporary.resolve("out");
    run(0, out, "--measures", "passes,nll");
    CommandLineHarness line = harness(new Interruption(), -1);
    assertEquals(0, line.run("experiment", "report", out.toString()));
    JsonObject report =
        JsonParser.parseString(Files.readString(out.resolve("report.json"))).getAsJsonObject();
    assertEquals(4, report.getAsJsonArray("combinations").size());
    JsonObject jacobi = report.getAsJsonArray("combinations").get(1).getAsJsonObject();
    double ratio = jacobi.getAsJsonObject("imagePasses").get("ratio").getAsDouble();
    assertEquals(jacobi.getAsJsonObject("imagePasses").get("value").getAsDouble() / 16, ratio);
    assertEquals(1 + 4, Files.readAllLines(out.resolve("report.csv")).size());
    assertTrue(Files.readString(out.resolve("report.md")).contains("| guidance | strategy |"));
    for (String plot : List.of("report-passes.png", "report-seconds.png")) {
      BufferedImage picture = ImageIO.read(out.resolve(plot).toFile());
      Set<Integer> colours = new HashSet<>();
      for (int y = 0; y < picture.getHeight(); y++) {
        for (int x = 0; x < picture.getWidth(); x++) {
          colours.add(picture.getRGB(x, y) & 0xFFFFFF);
        }
      }
      for (int paradigm = 0; paradigm < 2; paradigm++) {
        int colour = QualityPlot.colour(paradigm).getRGB() & 0xFFFFFF;
        assertTrue(colours.contains(colour), plot + " lacks line " + paradigm);
      }
    }
    String page = Files.readString(out.resolve("report.html"));
    assertTrue(page.contains("data-value=\"16.0\""), page);
    assertFalse(page.contains("://"), "the page names an address");
    assertFalse(page.matches("(?s).*@[a-z]+@.*"), "the page has a gap");

    Path other = temporary.resolve("other");
    Files.writeString(
        file, Files.readString(file).replace("\"resamples\": 10", "\"resamples\": 11"));
    run(0, other, "--measures", "passes,nll");
    CommandLineHarness same = harness(new Interruption(), -1);
    assertEquals(0, same.run("experiment", "compare", out.toString(), other.toString()));
    assertTrue(same.out().contains("images with equal tokens: 9 of 9"), same.out());
    assertTrue(same.out().contains("passes/image: 0.0 [0.0, 0.0], paired"), same.out());
    assertTrue(same.out().contains("NLL nats/token: no, interval is"), same.out());
    refused("holds no experiment", "experiment", "compare", out.toString(), shared.toString());
  }

  @Test
  void savedStatisticsYieldNoKernelDistanceAndEverybodyIsTold() throws IOException {
    Path statistics = temporary.resolve("reference.npz");
    String text = Files.readString(file);
    String head = text.substring(0, text.length() - 1);
    Files.writeString(file, head + ", \"saveStatistics\": \"" + statistics + "\"}");
    run(0, temporary.resolve("first"), "--measures", "frechet");
    Files.writeString(file, head + ", \"reference\": \"" + statistics + "\", \"heldOut\": true}");
    Path out = temporary.resolve("out");
    String said = run(0, out, "--measures", "frechet,kernel,recall").out();
    String why = ": the reference is saved statistics and holds no single pictures";
    assertTrue(said.contains("no value of kernel, recall" + why), said);
    CommandLineHarness line = harness(new Interruption(), -1);
    assertEquals(0, line.run("experiment", "report", out.toString()));
    for (String name : List.of("report.md", "report.html", "report.json")) {
      String report = Files.readString(out.resolve(name));
      assertTrue(report.contains("kernel has no value" + why), report);
      assertFalse(report.contains("frechet has no value"), report);
      assertTrue(report.contains("held-out pictures"), report);
    }
    List<String> rows = Files.readAllLines(out.resolve("report.csv"));
    assertTrue(rows.get(5).contains("\"held-out pictures\""), rows.toString());
    assertEquals(commas(rows.get(0)), commas(rows.get(5)), rows.toString());
  }

  private static long commas(String line) {
    return line.replaceAll("\"[^\"]*\"", "").chars().filter(each -> each == ',').count();
  }

  @Test
  void aTimingThatFailsLeavesWhatIsMeasured() throws IOException {
    Path out = temporary.resolve("out");
    run(0, out, "--measures", "passes");
    String text = Files.readString(file);
    Files.writeString(
        file, text.substring(0, text.length() - 1) + ", \"timings\": {\"repeats\": 2}}");
    CommandLineHarness line =
        new CommandLineHarness(
            new FakePlugins(
                8,
                pass -> {
                  if (++passes == 20) {
                    throw new IllegalStateException("burnt");
                  }
                }),
            new Interruption());
    passes = 0;
    assertEquals(
        1,
        line.run(
            "experiment",
            "run",
            file.toString(),
            "--out",
            out.toString(),
            "--measures",
            "passes,accuracy"),
        () -> line.out() + line.errorLines());
    assertTrue(line.out().contains("measured accuracy"), line.out());
    assertTrue(line.out().contains("timed 3 combinations"), line.out());
    assertTrue(line.errorLines().get(0).contains("1 combinations failed"), line.errorLines() + "");
    run(0, out, "--measures", "passes");
    assertTrue(passes > 0, "the one that failed was not timed");
    run(0, out, "--measures", "passes");
    assertEquals(0, passes);
  }

  @Test
  void eachSizeOfBatchIsTimedOnceAndIsAColumn() throws IOException {
    Path out = temporary.resolve("out");
    String head = Files.readString(file);
    head = head.substring(0, head.length() - 1);
    Files.writeString(file, head + ", \"timings\": {\"batches\": 1, \"repeats\": 2}}");
    run(0, out, "--measures", "passes");
    int first = passes;
    Files.writeString(
        file, head + ", \"timings\": {\"batches\": [1, 4], \"images\": 4, \"warmUp\": 0}}");
    assertTrue(run(0, out, "--measures", "passes").out().contains("timed 4 combinations"));
    assertTrue(passes > 0 && passes < first);
    run(0, out, "--measures", "passes");
    assertEquals(0, passes, "what was timed is timed again");
    CommandLineHarness line = harness(new Interruption(), -1);
    assertEquals(0, line.run("experiment", "report", out.toString()));
    assertTrue(
        Files.readAllLines(out.resolve("report.csv"))
            .get(0)
            .contains(
                ",secondsBatch1,secondsBatch1_low,secondsBatch1_high,secondsBatch1_ratio,"
                    + "secondsBatch4,"));
    assertTrue(Files.readString(out.resolve("report.md")).contains("| s/image, batch 4 | ratio |"));
    JsonObject sequential =
        JsonParser.parseString(Files.readString(out.resolve("report.json")))
            .getAsJsonObject()
            .getAsJsonArray("combinations")
            .get(0)
            .getAsJsonObject();
    for (String name : List.of("secondsBatch1", "secondsBatch4")) {
      assertTrue(sequential.getAsJsonObject(name).get("value").getAsDouble() > 0);
    }
    Path kept =
        out.resolve("combinations")
            .resolve(text(sequential, "id"))
            .resolve("measures/timings.json");
    List<Integer> passesOfRuns = new ArrayList<>();
    JsonParser.parseString(Files.readString(kept))
        .getAsJsonObject()
        .getAsJsonArray("runs")
        .forEach(run -> passesOfRuns.add(run.getAsJsonObject().get("passes").getAsInt()));
    assertEquals(List.of(4 * 16, 16), passesOfRuns, "four images one by one, and together");
  }

  @Test
  void aPlanSaysWhatThereIsToDo() {
    CommandLineHarness line = harness(new Interruption(), -1);
    assertEquals(
        0, line.run("experiment", "plan", file.toString()), () -> line.out() + line.errorLines());
    assertTrue(line.out().contains("4 combinations, 36 images"), line.out());
    assertTrue(
        line.out().lines().anyMatch(each -> each.matches(".*sequential +9 +5 +16 +about .*")),
        line.out());
    assertTrue(line.out().contains("as the model goes"), line.out());
  }

  @Test
  void badInputIsOneLineAndLeavesNothing() throws IOException {
    String out = temporary.resolve("out").toString();
    refused("a command is missing", "experiment");
    refused("no such file", "experiment", "run", "nowhere.json", "--out", out);
    refused(
        "not of the form NUMBER/ALL",
        "experiment",
        "run",
        file.toString(),
        "--out",
        out,
        "--shard",
        "3/2");
    refused(
        "measure 'acuracy' is unknown (did you mean 'accuracy'?)",
        "experiment",
        "run",
        file.toString(),
        "--out",
        out,
        "--measures",
        "acuracy");
    refused("holds no experiment", "experiment", "status", out);
    refused("holds no experiment", "experiment", "merge", out, temporary.toString());
    refused("and then those of the parts", "experiment", "merge", out);
    String text = Files.readString(file);
    Files.writeString(file, text.replace("sequential", "sequntial"));
    refused("sequential", "experiment", "run", file.toString(), "--out", out);
    Files.writeString(file, text.replace(model.toString(), "nowhere"));
    refused("model nowhere: no such file", "experiment", "run", file.toString(), "--out", out);
    Files.writeString(file, text);
    refused("engine 'sparkle' is not one of local, reversed", runBy("sparkle", out));
    refused("engine 'reversed:' is not one of", runBy("reversed:", out));
    refused("engine 'local:4' is not one of", runBy("local:4", out));
    refused("no such place: moon", runBy("reversed:moon", out));
    assertFalse(Files.exists(Path.of(out)));
  }

  private String[] runBy(String engine, String out) {
    return new String[] {"experiment", "run", file.toString(), "--out", out, "--engine", engine};
  }
}
