/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.evaluation.replay.TraceRecorder;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a trace holds besides passes. */
final class TraceOptions {
  @Option(
      names = "--attention",
      description =
          "Record also what each token attends to, which takes time and memory. Layers: all, or"
              + " those of --layers.")
  private boolean attention;

  @Mixin private LayerOptions layers;

  TraceOptions() {}

  /**
   * Whether attention is recorded.
   *
   * @throws InvalidInputException if layers are named though it is not
   */
  boolean withAttention() {
    if (!attention && layers.isGiven()) {
      throw new InvalidInputException("--layers goes with --attention");
    }
    return attention;
  }

  /** A recorder for a model that is loaded. */
  TraceRecorder recorder(Prepared prepared) {
    return new TraceRecorder(
        prepared.plan(), withAttention() ? layers.of(prepared.pipeline()) : List.of());
  }
}
