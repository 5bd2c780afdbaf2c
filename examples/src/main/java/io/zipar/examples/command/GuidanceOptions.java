/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.command;

import io.zipar.Guidance;
import picocli.CommandLine.Option;

/** The options of classifier-free guidance. */
final class GuidanceOptions {
  @Option(
      names = "--cfg",
      paramLabel = "SCALE",
      defaultValue = "4.0",
      description = "Scale of classifier-free guidance, 1 for none. Default: ${DEFAULT-VALUE}.")
  private double scale;

  @Option(
      names = "--cfg-interval",
      paramLabel = "N",
      defaultValue = "-1",
      description = "Guide only cells up to index N + 1, -1 for all. Default: ${DEFAULT-VALUE}.")
  private int interval;

  Guidance guidance() {
    return new Guidance(scale, interval);
  }
}
