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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What images show, their size and the published settings, on the command line. */
class PromptCommandTest {
  @TempDir private Path temporary;

  private final CommandLineHarness line = CommandLineHarness.plain();

  private int generate(String model, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "generate",
                "--model",
                model,
                "--strategy",
                "sequential",
                "--out",
                temporary.resolve("out").toString()));
    if (!Arrays.asList(more).contains("--backend")) {
      arguments.addAll(List.of("--backend", "fake"));
    }
    arguments.addAll(Arrays.asList(more));
    return line.run(arguments.toArray(String[]::new));
  }

  private JsonObject report(String... more) throws IOException {
    Path file = temporary.resolve("r.json");
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--report", file.toString()));
    assertEquals(
        0, generate("words", arguments.toArray(String[]::new)), () -> line.errorLines().toString());
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }

  private static String prompts(JsonObject report) {
    JsonArray images = report.getAsJsonArray("images");
    List<String> prompts = new ArrayList<>();
    images.forEach(
        image ->
            prompts.add(
                image.getAsJsonObject().get("promptTokens")
                    + " not "
                    + image.getAsJsonObject().get("negativePromptTokens")));
    return String.join("; ", prompts);
  }

  @Test
  void aPromptIsEncodedForItsGrid() throws IOException {
    JsonObject report =
        report("--prompt", "abc", "--prompt", "b,d", "--negative-prompt", "e", "--ratio", "3:2");
    assertEquals("[4,6,0,1,2] not [4]; [4,6,1,-53,3] not [4]", prompts(report));
    assertEquals(1, line.plugins().closedTextTokenizers());
    assertEquals(0, line.plugins().openTextTokenizers());
  }

  @Test
  void tokensAreTakenAsTheyAre() throws IOException {
    JsonObject report =
        report("--prompt-tokens", "5,6", "--negative-prompt-tokens", "7", "--size", "3x2");
    assertEquals("[5,6] not [7]", prompts(report));
    assertEquals(2, report.getAsJsonObject("settings").get("rows").getAsInt());
    assertEquals(3, report.getAsJsonObject("settings").get("columns").getAsInt());
  }

  @Test
  void whatIsNotGivenIsAsPublished() throws IOException {
    JsonObject settings = report("--prompt", "a", "--top-p", "0.5").getAsJsonObject("settings");
    assertEquals(2.5, settings.get("cfg").getAsDouble());
    assertEquals(7, settings.get("topK").getAsInt());
    assertEquals(0.5, settings.get("topP").getAsDouble());
    assertEquals(1.0, settings.get("temperature").getAsDouble());
    assertFalse(settings.get("temperatureByEntropy").getAsBoolean());
    JsonObject given =
        report("--prompt", "a", "--cfg", "1", "--top-k", "0", "--temperature-by-entropy")
            .getAsJsonObject("settings");
    assertTrue(given.get("temperatureByEntropy").getAsBoolean());
    assertEquals(1.0, given.get("cfg").getAsDouble());
    assertEquals(0, given.get("topK").getAsInt());
  }

  @Test
  void theModelCanBeReleasedBeforeTheTokenizerIsLoaded() {
    assertEquals(0, generate("words", "--prompt", "a", "--release-model"));
    assertEquals(List.of("model", "tokenizer"), line.plugins().opened());
  }

  @Test
  void captionsAreEncodedBeforeTheModelIsLoaded() throws IOException {
    Path report = temporary.resolve("r.json");
    List<String> arguments = new ArrayList<>();
    for (String prompt : "ab a bcdefgh c d e f g h i ab".split(" ")) {
      arguments.addAll(List.of("--prompt", prompt));
    }
    arguments.addAll(List.of("--text-encoder", "t5", "--report", report.toString()));
    assertEquals(0, generate("captions", arguments.toArray(String[]::new)));
    assertEquals(List.of("encoder", "released", "tokenizer", "model"), line.plugins().opened());
    assertEquals(1, line.plugins().closedTextTokenizers());
    assertEquals(0, line.plugins().openTextTokenizers());
    JsonArray images =
        JsonParser.parseString(Files.readString(report)).getAsJsonObject().getAsJsonArray("images");
    List<Integer> rows = new ArrayList<>();
    images.forEach(
        image ->
            rows.add(
                Integer.parseInt(
                    image.getAsJsonObject().get("conditioning").getAsString().split(" ")[3])));
    // With the token at the end, and no more than the model takes.
    assertEquals(List.of(3, 2, 4, 2, 2, 2, 2, 2, 2, 2, 3), rows);
  }

  @Test
  void modelsShowsWhatIsPublished() {
    assertEquals(0, line.run("models"));
    assertTrue(line.out().contains("Fake"), line.out());
    assertTrue(line.out().contains("2.5"), line.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "words | --class 1 --prompt a | give only one of --class=LABEL",
        "words | --negative-prompt a --class 1 | --negative-prompt belongs to --prompt",
        "words | --negative-prompt-tokens 1 --prompt a | belongs to --prompt-tokens",
        "words | --prompt-tokens 1,x | --prompt-tokens '1,x' is not a list of whole numbers",
        "words | --prompt a --grid 2x2 --ratio 1:1 | only one of --grid, --size and --ratio",
        "words | --prompt a --size 4 | not of the form WIDTHxHEIGHT",
        "words | --prompt a --ratio 4 | not of the form WIDTH:HEIGHT",
        "words | --prompt a --backend large:dtype=huge | but this machine has",
        "words | --prompt a --backend large:dtype=huge | GiB: dtype small would fit",
        "words | --features a.npy | a.npy: no such file",
        "words | --features a.txt | are read from .npy and .safetensors files",
        "no-text | --prompt a | no-text: words need a text tokenizer there (tokenizer.json or",
        "model | --prompt a | takes no words",
        "captions | --prompt a | takes captions: name a text encoder, the folder of Flan-T5, or",
        "words | --prompt a --text-encoder t5 | --text-encoder: fake model takes no captions",
        "captions | --class 1 --text-encoder t5 | --text-encoder belongs to --prompt",
        "captions | --prompt a --text-encoder t5 --negative-prompt b | of no use with",
        "captions | --prompt a --text-encoder wide | yields 3 features, but fake model takes 2",
        "captions | --prompt a --text-encoder no-text | no-text: words need the tokenizer of",
        "captions | --prompt a --text-encoder t5 --backend large:dtype=huge | fake encoder takes"
      },
      quoteCharacter = '"')
  void badInputIsOneLineAndLoadsNothing(String model, String arguments, String message)
      throws IOException {
    assertEquals(2, generate(model, arguments.split(" ")));
    assertEquals(1, line.errorLines().size(), () -> line.errorLines().toString());
    assertTrue(line.errorLines().get(0).contains(message), line.errorLines().get(0));
    assertEquals(List.of(), line.plugins().opened());
    assertTrue(Files.notExists(temporary.resolve("out")));
  }
}
