/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.models.network.TransformerSizes;
import io.zipar.spi.ModelInfo;
import io.zipar.spi.Prediction;
import org.junit.jupiter.api.Test;

class TransformerSourceTest {
  private static final long BYTES = 7;

  private static long blocks(TransformerSizes sizes) {
    long width = sizes.width();
    long attention = width * (2L * sizes.queryWidth() + 2L * sizes.keyValueWidth());
    return sizes.layers() * (attention + 3 * width * sizes.feedForwardWidth());
  }

  private static ModelInfo info(TransformerSource source) {
    return source.info("cpu", "float32", BYTES);
  }

  @Test
  void aTokenGoesThroughTheBlocksAndATargetThroughTheHead() {
    try (TransformerSource source = ModelLoader.discover().randomTransformer("GPT-B", 0)) {
      TransformerSizes sizes = source.network().sizes();
      assertEquals(blocks(sizes), info(source).multiplicationsPerToken());
      assertEquals(
          (long) sizes.width() * sizes.vocabulary(), info(source).multiplicationsPerTarget());
      assertEquals(BYTES, info(source).bytesPerPass());
      assertEquals(source.parameters(), info(source).parameters());
    }
  }

  @Test
  void everyHeadOfANeighbourCounts() {
    try (TransformerSource source = ModelLoader.discover().randomTransformer("NAR-B", 0)) {
      TransformerSizes sizes = source.network().sizes();
      assertEquals(Prediction.NEIGHBOURS, info(source).prediction());
      assertEquals(
          2L * sizes.width() * sizes.vocabulary(), info(source).multiplicationsPerTarget());
    }
  }
}
