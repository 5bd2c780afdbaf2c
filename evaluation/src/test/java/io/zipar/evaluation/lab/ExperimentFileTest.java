/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.zipar.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentFileTest {
  private static final String EXAMPLE =
      """
      {"model": ["scenes"], // a comment
       "strategy": ["ntp", "zipar:window=4"], /* another,
       of two lines */ "guidance": [1],
       "images": {"classes": [0, 3], "count": 6, "seed": 1}, "measures": ["accuracy"]}
      """;

  private static final String TIMED =
      "{\"strategy\": \"ntp\", \"images\": {\"classes\": 0, \"count\": 2}, \"timings\": ";

  @TempDir private Path folder;

  private Experiment read(String text) {
    return ExperimentFile.read(folder.resolve("e.json"), text);
  }

  private static List<String> names(Experiment experiment) {
    return experiment.combinations().stream().map(AxisValues::toString).toList();
  }

  @Test
  void theExampleIsTwoCombinationsOfTwelveImages() {
    Experiment experiment = read(EXAMPLE);
    assertEquals(
        List.of("scenes, guidance 1.0, ntp", "scenes, guidance 1.0, zipar:window=4"),
        names(experiment));
    assertEquals(12, experiment.images().size());
    assertEquals("class 3", experiment.images().subject(6));
    assertEquals(1, experiment.images().seed());
    assertEquals(List.of("accuracy"), experiment.measures().names());
  }

  @Test
  void aRunIsTimedInBatchesOfEachSize() {
    Timings byDefault = read(TIMED + "{}}").timings();
    assertEquals(List.of(2), byDefault.batches(), "no more than there are images");
    assertEquals(2, byDefault.images(2));
    Timings both = read(TIMED + "{\"batches\": [1, 2], \"images\": 2}}").timings();
    assertEquals(List.of(1, 2), both.batches());
    assertEquals(2, both.images(1));
    assertEquals(1, read(TIMED + "{\"batches\": 1}}").timings().images(1));
  }

  @Test
  void everyAxisIsCombinedWithEveryOther() {
    Experiment experiment =
        read(
            """
            {"model": ["a", {"path": "b", "options": {"x": "1"}}], "strategy": ["ntp", "s"],
             "guidance": [1, 1.0, 2], "sampling": [{}, {"topK": 3}], "visibility": ["all"],
             "grid": "4x4", "dtype": ["x", "y"],
             "exclude": [{"strategy": "s", "guidance": 2}, {"sampling": {"topK": 3}, "dtype": "x"}],
             "images": {"classes": ["0-4", 7]}}
            """);
    // 2 models, 2 dtypes, 2 scales, 2 samplings, 2 strategies, without what is excluded.
    int all = 32;
    int excludedByScale = 8;
    int excludedBySampling = 8;
    int both = 2;
    assertEquals(
        all - excludedByScale - excludedBySampling + both, experiment.combinations().size());
    assertEquals(6, experiment.images().size());
  }

  @Test
  void aPatternListsValuesAndLeavesEndsOpen() {
    Experiment experiment =
        read(
            """
            {"model": ["a", "b"], "strategy": ["ntp", "zipar:window=4", "zipar:window=8", "sjd"],
             "guidance": [1, 2],
             "exclude": [{"model": "a", "strategy": ["zipar*", "sjd"]},
                         {"model": "b", "guidance": [1, 2], "strategy": "ntp"}],
             "images": {"classes": 0}}
            """);
    assertEquals(
        List.of(
            "a, guidance 1.0, ntp",
            "a, guidance 2.0, ntp",
            "b, guidance 1.0, zipar:window=4",
            "b, guidance 1.0, zipar:window=8",
            "b, guidance 1.0, sjd",
            "b, guidance 2.0, zipar:window=4",
            "b, guidance 2.0, zipar:window=8",
            "b, guidance 2.0, sjd"),
        names(experiment));
  }

  @Test
  void theModelThatIsAskedForLikelihoodsIsNamedAsModelsAre() {
    assertTrue(read(EXAMPLE).measures().likelihood().isEmpty());
    for (String model : List.of("\"b\"", "{\"path\": \"b\"}")) {
      Experiment experiment =
          read(EXAMPLE.replace("\"measures\"", "\"likelihood\": " + model + ", \"measures\""));
      assertEquals(Optional.of(new JsonPrimitive("b")), experiment.measures().likelihood(), model);
    }
  }

  @Test
  void aCombinationIsComparedWithTheOneThatDiffersByTheBaseline() {
    Experiment first = read(EXAMPLE);
    List<AxisValues> all = first.combinations();
    assertEquals(all.get(0), first.baselineOf(all.get(1)).orElseThrow());
    Experiment other =
        read(EXAMPLE.replace("\"measures\"", "\"baseline\": {\"guidance\": 3}, \"measures\""));
    assertTrue(other.baselineOf(all.get(1)).isEmpty());
  }

  @Test
  void promptsComeFromAFileBesideTheExperiment() throws IOException {
    Files.writeString(folder.resolve("p.txt"), "a cat\n\n  a dog \n");
    Experiment experiment =
        read("{\"strategy\": \"ntp\", \"images\": {\"prompts\": \"p.txt\", \"count\": 2}}");
    assertEquals(List.of("a cat", "a dog"), experiment.images().names());
    assertEquals(4, experiment.images().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"stratgy\": 1}; 'stratgy' is unknown (did you mean 'strategy'?)",
        "{}; strategy is missing",
        "[]; an object in braces",
        "{\"strategy\": []}; strategy is [], not a value, or a list of some",
        "{\"strategy\": [1]}; strategy is 1, not a text in quotes",
        "{\"strategy\": \"ntp\"}; images is missing",
        "{\"strategy\": \"ntp\", \"images\": {}}; give one of classes, prompts and captions",
        "{\"strategy\": \"ntp\", \"images\": {\"classes\": [0], \"cuont\": 2}}; 'cuont' is unknown"
            + " (did you mean 'count'?)",
        "{\"strategy\": \"ntp\", \"images\": {\"classes\": [0], \"count\": 0}}; count is 0, not a"
            + " whole number of at least 1",
        "{\"strategy\": \"ntp\", \"images\": {\"classes\": [0.5]}}; classes is 0.5, not a whole",
        "{\"strategy\": \"ntp\", \"images\": {\"classes\": \"9-3\"}}; goes down",
        "{\"strategy\": \"ntp\", \"images\": {\"prompts\": \"no.txt\"}}; no.txt",
        "{\"strategy\": \"ntp\", \"guidance\": 0.5, \"images\": {\"classes\": 0}}; guidance scale",
        "{\"strategy\": \"ntp\", \"visibility\": \"some\", \"images\": {\"classes\": 0}}; not"
            + " written or all",
        "{\"strategy\": \"ntp\", \"grid\": \"4\", \"images\": {\"classes\": 0}}; ROWSxCOLUMNS",
        "{\"strategy\": \"ntp\", \"sampling\": {\"topk\": 1}, \"images\": {\"classes\": 0}};"
            + " 'topk' is unknown (did you mean 'topK'?)",
        "{\"strategy\": \"ntp\", \"model\": {\"vq\": \"x\"}, \"images\": {\"classes\": 0}}; 'vq' is"
            + " unknown",
        "{\"strategy\": \"ntp\", \"exclude\": {\"strategy\": \"s\"}, \"images\": {\"classes\": 0}};"
            + " fits no combination",
        "{\"strategy\": \"ntp\", \"exclude\": {\"strategy\": \"ntp\"}, \"images\": {\"classes\":"
            + " 0}}; exclude leaves no combination",
        "{\"strategy\": [\"ntp\", \"sjd\"], \"exclude\": {\"strategy\": [\"sjd\", \"zip*\"]},"
            + " \"images\": {\"classes\": 0}}; exclude {\"strategy\": \"zip*\"} fits no",
        "{\"strategy\": \"ntp\", \"likelihood\": {\"vq\": \"x\"}, \"images\": {\"classes\":"
            + " 0}}; likelihood: 'vq' is unknown",
        TIMED + "{\"batches\": [1, 3]}}; batches is 3, not a whole number from 1 to 2",
        TIMED + "{\"batches\": [1, 1]}}; batches names 1 twice",
        TIMED + "{\"batches\": []}}; batches is [], not a value, or a list of some",
        TIMED
            + "{\"batches\": [1, 2], \"images\": 1}}; images is 1, not a multiple of the batch of 2",
        TIMED + "{\"images\": 3}}; images is 3, not a whole number from 1 to 2",
        TIMED + "{\"batch\": 1}}; 'batch' is unknown (did you mean 'batches'?)",
        "{\"strategy\": \"ntp\" \"images\": 0}; line 1",
      })
  void whatCannotBeMeantIsRefusedInOneLine(String text, String message) {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> read(text), text);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }

  @Test
  void commentsGoAndPlacesStay() {
    String text = "{\"a//b\": \"/* no \\\" */\", // yes\n /* and\n this */ \"c\": 1}";
    String json = JsonComments.remove(text);
    assertEquals(text.length(), json.length());
    JsonObject read = JsonParser.parseString(json).getAsJsonObject();
    assertEquals("/* no \" */", read.get("a//b").getAsString());
    assertEquals(1, read.get("c").getAsInt());
    assertTrue(JsonComments.remove("{ /* no end").contains("no end"));
  }

  /** What the schema names and what the reader takes are the same. */
  @Test
  void theSchemaNamesWhatMayStandThere() throws IOException {
    JsonObject schema =
        JsonParser.parseString(Files.readString(Path.of("../docs/experiment.schema.json")))
            .getAsJsonObject();
    assertEquals(new TreeSet<>(ExperimentFile.names()), properties(schema));
    JsonObject definitions = schema.getAsJsonObject("$defs");
    assertEquals(new TreeSet<>(ImageSetReader.NAMES), properties(definitions, "images"));
    assertEquals(new TreeSet<>(ExperimentFile.FEATURES), properties(definitions, "features"));
    assertEquals(new TreeSet<>(Timings.NAMES), properties(definitions, "timings"));
    assertEquals(new TreeSet<>(AxisReader.MODEL), properties(definitions, "model"));
    assertEquals(new TreeSet<>(AxisReader.SAMPLING), properties(definitions, "sampling"));
    assertEquals(new TreeSet<>(Axis.names()), properties(definitions, "pattern"));
    assertEquals(new TreeSet<>(Axis.names()), properties(definitions, "combination"));
  }

  private static TreeSet<String> properties(JsonObject definitions, String name) {
    return properties(definitions.getAsJsonObject(name));
  }

  private static TreeSet<String> properties(JsonObject schema) {
    assertFalse(schema.get("additionalProperties").getAsBoolean());
    return new TreeSet<>(new ArrayList<>(schema.getAsJsonObject("properties").keySet()));
  }
}
