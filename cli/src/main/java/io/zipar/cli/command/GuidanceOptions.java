/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of classifier-free guidance. */
final class GuidanceOptions {
  @Option(
      names = "--cfg",
      paramLabel = "SCALE",
      description =
          "Scale of classifier-free guidance, 1 for none. Default of this and the next: what the"
              + " model is published with, see 'zipar models'.")
  private Double scale;

  @Option(
      names = "--cfg-interval",
      paramLabel = "N",
      description = "Guide only cells up to index N + 1, -1 for all.")
  private Integer interval;

  Optional<Double> scale() {
    return Optional.ofNullable(scale);
  }

  Optional<Integer> interval() {
    return Optional.ofNullable(interval);
  }
}
