/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.zipar.evaluation.lab.KeptCombination;
import io.zipar.evaluation.store.ExperimentStore;
import io.zipar.evaluation.store.Shard;
import io.zipar.fixtures.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Prompts from a file, a tiny model that is conditioned on text, measures, and the report. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "tests a bash script")
class PromptExperimentTest {
  private static final List<String> PROMPTS =
      List.of("a small red fox in the snow", "Two cups of café, 3 spoons");

  @TempDir private Path work;

  @Test
  void anExperimentKeepsTheTokensOfTheAuthors() throws Exception {
    Path model = Files.createDirectory(work.resolve("janus"));
    MadeUpJanus.SMALL.write(model);
    Files.write(work.resolve("prompts.txt"), PROMPTS);
    Path file =
        Files.writeString(
            work.resolve("experiment.json"),
            "{\"model\": \"janus\", \"strategy\": [\"zipar:window=3\"],"
                + " \"sampling\": [{\"greedy\": true}],"
                + " \"images\": {\"prompts\": \"prompts.txt\", \"batch\": 2},"
                + " \"measures\": [\"passes\", \"nll\", \"duplicates\"]}");
    Path out = work.resolve("out");
    CommandLine.Outcome outcome = CommandLine.run("experiment", "run", file, "--out", out);
    assertEquals(0, outcome.status(), outcome.everything());
    Shard shard =
        KeptCombination.all(new ExperimentStore(out)).get(0).folder().shard(0).orElseThrow();
    Golden golden = Golden.of("janus/janus-tiny");
    for (int prompt = 0; prompt < PROMPTS.size(); prompt++) {
      assertTrue(shard.rows().get(prompt).subject().contains(PROMPTS.get(prompt)));
      assertArrayEquals(
          golden.array("zipar_masked_w3_cfg5_tokens").get(prompt).ints(),
          shard.tokens().get(prompt));
    }
    outcome = CommandLine.run("experiment", "report", out);
    assertEquals(0, outcome.status(), outcome.everything());
    JsonObject row =
        CommandLine.report(out.resolve("report.json"))
            .getAsJsonArray("combinations")
            .get(0)
            .getAsJsonObject();
    assertTrue(row.getAsJsonObject("nll").get("value").getAsDouble() > 0, row.toString());
    assertEquals(0, row.getAsJsonObject("duplicates").get("value").getAsDouble());
  }
}
