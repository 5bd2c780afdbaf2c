/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.examples.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.ClassLabel;
import io.zipar.GenerationRequest;
import io.zipar.GenerationResult;
import io.zipar.Grid;
import io.zipar.Guidance;
import io.zipar.ImageRequest;
import io.zipar.backend.synthetic.Dependence;
import io.zipar.backend.synthetic.SyntheticModel;
import io.zipar.backend.synthetic.SyntheticSettings;
import io.zipar.run.Generator;
import io.zipar.spi.DecodingStrategy;
import io.zipar.strategy.ntp.NextTokenPrediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyAboveTest {
  private static GenerationResult generate(DecodingStrategy strategy, Grid grid) {
    List<ImageRequest> images =
        List.of(ImageRequest.of(new ClassLabel(1), 3), ImageRequest.of(new ClassLabel(2), 4));
    return new Generator(new SyntheticModel(SyntheticSettings.of(Dependence.local(2))), strategy)
        .generate(GenerationRequest.of(grid, images).with(Guidance.scale(4)));
  }

  @Test
  void imagesAreThoseOfNextTokenPredictionInFewerPasses() {
    for (Grid grid : List.of(Grid.of(1, 1), Grid.of(1, 7), Grid.of(7, 1), Grid.of(12, 9))) {
      GenerationResult drafted = generate(new CopyAbove(), grid);
      GenerationResult sequential = generate(new NextTokenPrediction(), grid);
      for (int image = 0; image < 2; image++) {
        assertArrayEquals(
            sequential.images().get(image).tokens(), drafted.images().get(image).tokens());
      }
      assertTrue(drafted.metrics().forwardPasses() <= grid.cells());
    }
    assertTrue(generate(new CopyAbove(), Grid.of(12, 9)).metrics().forwardPasses() < 12 * 9);
  }
}
