/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.pipeline.GuidanceChoice;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of classifier-free guidance. */
final class GuidanceOptions {
  @Option(
      names = "--cfg",
      paramLabel = "SCALE|FORM",
      converter = GuidanceText.class,
      description =
          "Classifier-free guidance: its scale, 1 for none, in the form that the model is published"
              + " with, or a form: constant:scale=4, interval:scale=4,end=100 (tokens that are"
              + " guided), share:first=1,last=4 (grows with the share of known cells),"
              + " rank:first=1,last=4 (with the rank of each). Default: what the model is published with, see 'zipar models'.")
  private GuidanceChoice choice;

  Optional<GuidanceChoice> choice() {
    return Optional.ofNullable(choice);
  }
}
