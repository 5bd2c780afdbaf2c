/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.spi.Checkpoint;
import io.zipar.models.spi.ImageTokenizerFamily;
import io.zipar.models.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a family of image tokenizers keeps: each layer takes what the one before it yields, and a
 * token becomes as many pixels as the network says. Extend it and supply family and checkpoint.
 */
public abstract non-sealed class ImageTokenizerFamilyContract
    extends ModelFamilyContract<ImageTokenizerFamily> {
  private static final int COLOURS = 3;

  /** For subclasses. */
  protected ImageTokenizerFamilyContract() {}

  @Override
  final ImageTokenizerNetwork read(Checkpoint whole) {
    return family().read(whole);
  }

  @Override
  final String describe(Object network) {
    ImageTokenizerNetwork read = (ImageTokenizerNetwork) network;
    return read.describe() + " " + read.codebookSize() + " " + read.downsampling();
  }

  @Override
  final List<ImageTokenizerFamily> found() {
    return discovered().imageTokenizers();
  }

  @Test
  final void theCodebookHasTheSizesOfTheNetwork() {
    ImageTokenizerNetwork network = read(checkpoint());
    assertEquals(
        Shape.of(network.codebookSize(), network.entryWidth()), network.codebook().shape());
  }

  @Test
  final void theDecoderLeadsFromEntriesToColours() {
    ImageTokenizerNetwork network = read(checkpoint());
    int condition =
        network
            .condition()
            .map(layers -> LayerFlow.of(network.entryWidth(), network.entryWidth(), layers))
            .map(LayerFlow::channels)
            .orElse(network.entryWidth());
    LayerFlow end = LayerFlow.of(network.entryWidth(), condition, network.decoder());
    assertEquals(COLOURS, end.channels());
    assertEquals(network.downsampling(), end.enlargement(), 0);
  }

  @Test
  final void theEncoderLeadsFromColoursToEntries() {
    ImageTokenizerNetwork network = read(checkpoint());
    network
        .encoder()
        .ifPresent(
            layers -> {
              LayerFlow end = LayerFlow.of(COLOURS, network.entryWidth(), layers);
              assertEquals(network.entryWidth(), end.channels());
              assertEquals(1.0 / network.downsampling(), end.enlargement(), 0);
            });
    assertTrue(network.downsampling() >= 1);
  }
}
