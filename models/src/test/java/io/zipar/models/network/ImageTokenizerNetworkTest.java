/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.fixtures.Fixtures;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.MemoryTensor;
import io.zipar.models.ModelLoader;
import io.zipar.models.network.ImageLayer.RepeatFrames;
import io.zipar.models.network.ImageLayer.Residual;
import io.zipar.models.network.ImageLayer.Silu;
import io.zipar.models.network.ImageLayer.StackFrames;
import io.zipar.models.network.ImageLayer.UpsampleNearest;
import io.zipar.models.tensor.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a decoder lets go of a video as a whole. */
class ImageTokenizerNetworkTest {
  private static final ImageLayer STACK = new StackFrames(3);
  private static final ImageLayer REPEAT = new RepeatFrames(2);
  private static final ImageLayer SILU = new Silu();
  private static final ImageLayer UPSAMPLE = new UpsampleNearest();

  @Test
  void framesGoTogetherUpToTheLastLayerThatMixesThem() {
    ImageLayer branch = new Residual(List.of(SILU, STACK), Optional.empty());
    ImageLayer alone = new Residual(List.of(SILU), Optional.empty());
    assertSplit(List.of(), List.of());
    assertSplit(List.of(), List.of(SILU, alone, UPSAMPLE));
    assertSplit(List.of(STACK), List.of());
    assertSplit(List.of(SILU, STACK), List.of(SILU, alone));
    assertSplit(List.of(branch, SILU, REPEAT), List.of(UPSAMPLE, SILU));
    assertSplit(List.of(REPEAT, alone, branch), List.of(alone));
  }

  private static void assertSplit(List<ImageLayer> together, List<ImageLayer> behind) {
    List<ImageLayer> decoder = new ArrayList<>(together);
    decoder.addAll(behind);
    ImageTokenizerNetwork network =
        new ImageTokenizerNetwork(
            "test",
            1,
            1,
            false,
            1,
            new MemoryTensor("codes", Shape.of(1, 1), new float[1]),
            decoder,
            Optional.empty(),
            Optional.empty());
    assertEquals(together, network.decoderOverTime());
    assertEquals(behind, network.decoderOfFrames());
  }

  /** Its latents are spread over time and then taken in; all that is large comes behind. */
  @Test
  void thatOfEmu3MixesFramesBeforeItEnlargesThem() {
    Path folder = Fixtures.path("emu3/visionvq-tiny");
    try (ImageTokenizerSource source = ModelLoader.discover().openImageTokenizer(folder)) {
      ImageTokenizerNetwork network = source.network();
      assertTrue(network.decoderOverTime().contains(REPEAT));
      assertFalse(network.decoderOverTime().contains(UPSAMPLE));
      assertTrue(network.decoderOfFrames().contains(UPSAMPLE));
    }
  }
}
