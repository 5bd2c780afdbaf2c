/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.command;

import io.zipar.Sampling;
import picocli.CommandLine.Option;

/** The options of sampling. */
final class SamplingOptions {
  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1.0",
      description = "Divides the logits. Default: ${DEFAULT-VALUE}.")
  private double temperature;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description = "Keep the K most likely tokens, 0 for all. Default: ${DEFAULT-VALUE}.")
  private int topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      defaultValue = "1.0",
      description =
          "Keep the most likely tokens that together exceed the probability P, 1 for all."
              + " Default: ${DEFAULT-VALUE}.")
  private double topP;

  @Option(names = "--greedy", description = "Take the most likely token, always.")
  private boolean greedy;

  Sampling sampling() {
    return new Sampling(temperature, topK, topP, greedy);
  }
}
