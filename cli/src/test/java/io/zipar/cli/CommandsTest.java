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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final CommandLineHarness line = CommandLineHarness.plain();

  @Test
  void helpNamesEveryCommand() {
    assertEquals(0, line.run("--help"));
    for (String command :
        List.of("generate", "compare", "evaluate", "bench", "strategies", "backends", "models")) {
      assertTrue(line.out().contains("  " + command + " "), line.out());
    }
  }

  /** The list shows the first line of a description, which has to be a whole sentence. */
  @Test
  void helpSaysOfEveryCommandWhatItDoes() {
    assertEquals(0, line.run("--help"));
    String list = line.out().replaceFirst("(?s).*\nCommands:\n", "").replaceFirst("(?s)\n\n.*", "");
    String[] commands = list.split("\n(?=  [a-z])");
    assertTrue(commands.length > 10, list);
    for (String command : commands) {
      assertTrue(command.endsWith("."), command);
    }
  }

  @Test
  void versionNamesTheProduct() {
    assertEquals(0, line.run("generate", "--version"));
    assertTrue(line.out().startsWith("ZipAR for Java "), line.out());
  }

  @Test
  void missingCommandIsOneLine() {
    assertEquals(2, line.run());
    assertEquals(1, line.errorLines().size());
    assertTrue(line.errorLines().get(0).startsWith("zipar: a command is missing: demo, generate"));
  }

  @Test
  void unknownCommandIsOneLine() {
    assertEquals(2, line.run("generat"));
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(line.errorLines().get(0).startsWith("zipar: "));
  }

  @Test
  void attentionOfAModelWithoutIsRefusedAndNothingIsLeft(@TempDir Path temporary) {
    Path out = temporary.resolve("out");
    assertEquals(
        2,
        line.run(
            "attention",
            "--model",
            "m",
            "--backend",
            "fake",
            "--strategy",
            "sequential",
            "--class",
            "1",
            "--out",
            out.toString()));
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(
        line.errorLines().get(0).endsWith("cannot show its attention there: take another backend"));
    assertFalse(Files.exists(out));
  }

  @Test
  void strategiesShowDeclaredOptions() {
    assertEquals(0, line.run("strategies"));
    assertTrue(line.out().contains("jacobi: Jacobi decoding"));
    assertTrue(line.out().contains("\n    from "));
    assertTrue(line.out().contains("window=16  a whole number from 1 to the columns of the grid"));
  }

  @Test
  void backendsShowWhetherTheyCanRun() {
    assertEquals(0, line.run("backends"));
    assertTrue(line.out().contains("usable here"));
    assertTrue(line.out().contains("threads=0   a whole number from 0 to 8"), line.out());
  }

  @Test
  void modelsShowSizesAndLayouts() {
    assertEquals(0, line.run("models"));
    assertTrue(line.out().contains("GPT-FAKE    fake          1M"), line.out());
    assertTrue(line.out().contains("vq.json"));
  }

  @Test
  void modelsShowWhatTheyTake() {
    assertEquals(0, line.run("models", "--memory", "--backend", "large", "--backend", "fake"));
    List<String> lines =
        line.out().lines().map(each -> each.strip().replaceAll(" +", " ")).toList();
    assertEquals("name large huge large small fake", lines.get(0));
    assertEquals("GPT-FAKE 4294967296.00 0.00 -", lines.get(2));
    assertEquals(3, lines.size());
    assertEquals(0, line.run("models", "--memory", "--backend", "large:dtype=small"));
    assertTrue(line.out().contains("name      large small"), line.out());
    assertEquals(2, line.run("models", "--backend", "large"));
    assertTrue(line.errorLines().get(0).contains("--backend is for --memory"));
  }

  @Test
  void compareShowsTheSameImagesByEachStrategy(@TempDir Path temporary) throws IOException {
    Path report = temporary.resolve("reports").resolve("r.json");
    assertEquals(
        0,
        line.run(
            "compare",
            "--model",
            "m",
            "--backend",
            "fake",
            "--strategy",
            "sequential",
            "--strategy",
            "jacobi",
            "--class",
            "1,2",
            "--out",
            temporary.toString(),
            "--report",
            report.toString()),
        () -> line.errorLines().toString());
    assertTrue(line.out().contains("equal tokens"));
    JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    JsonObject second = json.getAsJsonArray("results").get(1).getAsJsonObject();
    assertEquals(1.0, second.get("agreement").getAsDouble());
    assertEquals("jacobi", second.get("strategy").getAsString());
    assertTrue(ImageIO.read(temporary.resolve("contact-sheet.png").toFile()).getWidth() > 2 * 256);
  }

  @Test
  void compareWithoutTokenizerPrintsTheTableAlone(@TempDir Path temporary) {
    Path out = temporary.resolve("out");
    assertEquals(
        0,
        line.run(
            "compare",
            "--model",
            "no-vq",
            "--backend",
            "fake",
            "--strategy",
            "sequential",
            "--class",
            "1",
            "--out",
            out.toString()));
    assertTrue(line.out().startsWith("no image tokenizer"));
    assertFalse(Files.exists(out));
  }

  @Test
  void benchReportsEachStrategy(@TempDir Path temporary) throws IOException {
    Path report = temporary.resolve("b.json");
    assertEquals(
        0,
        line.run(
            "bench",
            "--arch",
            "GPT-FAKE",
            "--backend",
            "fake",
            "--strategy",
            "sequential",
            "--strategy",
            "jacobi",
            "--passes",
            "2",
            "--report",
            report.toString()),
        () -> line.errorLines().toString());
    JsonObject json = JsonParser.parseString(Files.readString(report)).getAsJsonObject();
    assertEquals(2, json.getAsJsonArray("results").size());
    JsonObject first = json.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("sequential", first.get("strategy").getAsString());
    assertEquals("fake", first.get("backend").getAsString());
    assertEquals("float32", first.get("dtype").getAsString());
    assertEquals(16, first.get("passes").getAsInt());
    assertEquals(2, first.get("measuredPasses").getAsInt());
    assertEquals(1.0, first.get("relativeLatency").getAsDouble());
    assertTrue(first.get("msPerPass").getAsDouble() > 0);
    assertTrue(first.get("bandwidthShare").getAsDouble() > 0);
    assertTrue(line.out().contains("~ estimated for the whole generation from 2 timed passes"));
    JsonObject second = json.getAsJsonArray("results").get(1).getAsJsonObject();
    assertTrue(second.get("passes").isJsonNull());
    assertTrue(second.get("seconds").isJsonNull());
    assertTrue(second.get("tokensPerPassToEqualFirst").getAsDouble() > 0);
    assertTrue(line.out().contains("by model"), line.out());
  }

  @Test
  void benchTakesTokensPerPassWherePassesDependOnTheModel() {
    assertEquals(
        0,
        line.run(
            "bench",
            "--arch",
            "GPT-FAKE",
            "--backend",
            "fake",
            "--strategy",
            "sequential",
            "--strategy",
            "jacobi",
            "--passes",
            "2",
            "--tokens-per-pass",
            "3"),
        () -> line.errorLines().toString());
    assertTrue(line.out().contains("6 given"), line.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "NaN", "Infinity"})
  void benchRefusesTokensPerPassBelowOne(String wrong) {
    assertEquals(
        2,
        line.run("bench", "--arch", "A", "--strategy", "sequential", "--tokens-per-pass", wrong));
    assertEquals(
        List.of("zipar: --tokens-per-pass " + wrong + " is not a number of at least 1"),
        line.errorLines());
  }

  @Test
  void benchChecksTheMemoryOfEveryDtypeBeforeTheFirstIsLoaded() {
    assertEquals(
        2,
        line.run(
            "bench",
            "--arch",
            "GPT-FAKE",
            "--backend",
            "large",
            "--dtype",
            "small",
            "--dtype",
            "huge",
            "--strategy",
            "sequential",
            "--passes",
            "2"));
    assertEquals(1, line.errorLines().size(), line.errorLines().toString());
    assertTrue(line.errorLines().get(0).contains("in huge"), line.errorLines().toString());
    assertEquals("", line.out());
  }

  @Test
  void benchRefusesNoPasses() {
    assertEquals(2, line.run("bench", "--arch", "A", "--strategy", "sequential", "--passes", "0"));
    assertEquals(List.of("zipar: --passes 0 is not at least 1"), line.errorLines());
  }
}
