/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import com.google.gson.JsonObject;
import io.zipar.pipeline.GuidanceChoice;
import io.zipar.pipeline.Settings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of sampling. Those that are not given are what the model is published with. */
final class SamplingOptions {
  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Divides the logits. Default of this, --top-k and --top-p: what the model is published"
              + " with, see 'zipar models'.")
  private Double temperature;

  @Option(
      names = "--temperature-by-entropy",
      description =
          "Multiply the temperature of each token by 2.5 exp(-H/3) + 0.6, where H is the entropy of"
              + " what the filters keep (arXiv 2510.09012).")
  private boolean temperatureByEntropy;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Keep the K most likely tokens, 0 for all.")
  private Integer topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Keep the most likely tokens that together exceed the probability P, 1 for all.")
  private Double topP;

  @Option(names = "--greedy", description = "Take the most likely token, always.")
  private boolean greedy;

  Settings settings(Optional<GuidanceChoice> guidance) {
    return new Settings(
        guidance,
        Optional.ofNullable(temperature),
        temperatureByEntropy,
        Optional.ofNullable(topK),
        Optional.ofNullable(topP),
        greedy);
  }

  /** The same for an experiment's file; nothing is written where nothing was given. */
  void write(JsonObject experiment) {
    JsonObject json = new JsonObject();
    ExperimentText.add(json, "temperature", temperature);
    ExperimentText.add(json, "topK", topK);
    ExperimentText.add(json, "topP", topP);
    if (greedy) {
      json.addProperty("greedy", true);
    }
    if (!json.isEmpty()) {
      experiment.add("sampling", json);
    }
  }
}
