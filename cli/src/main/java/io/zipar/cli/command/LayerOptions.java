/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.cli.command;

import io.zipar.InvalidInputException;
import io.zipar.pipeline.Pipeline;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which attention layers are looked at. */
final class LayerOptions {
  @Option(
      names = "--layers",
      paramLabel = "N,N,...",
      split = ",",
      description = "Attention layers, from 0; their mean is taken. Default: all.")
  private List<Integer> layers = List.of();

  LayerOptions() {}

  /** Whether layers were named. */
  boolean isGiven() {
    return !layers.isEmpty();
  }

  /**
   * The layers of a model that is loaded.
   *
   * @throws InvalidInputException if it cannot show its attention
   */
  List<Integer> of(Pipeline pipeline) {
    int count = pipeline.model().info().attentionLayers();
    if (count == 0) {
      throw new InvalidInputException(
          "model '"
              + pipeline.model().info().name()
              + "' cannot show its attention there: take another backend");
    }
    return layers.isEmpty() ? IntStream.range(0, count).boxed().toList() : layers;
  }
}
