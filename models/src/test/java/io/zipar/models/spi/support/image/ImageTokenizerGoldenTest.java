/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.models.spi.support.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zipar.Grid;
import io.zipar.fixtures.Fixtures;
import io.zipar.fixtures.Golden;
import io.zipar.models.ImageTokenizerSource;
import io.zipar.models.ModelLoader;
import io.zipar.models.network.ImageLayer;
import io.zipar.models.network.ImageTokenizerNetwork;
import io.zipar.models.testing.ReferenceImageNetwork.Planes;
import io.zipar.models.testing.ReferenceImageTokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The descriptions, executed by the reference network, against the authors' runs. */
class ImageTokenizerGoldenTest {
  @ParameterizedTest
  @CsvSource({
    "chameleon/vqgan-tiny, a.codes, a.image, 5, 7",
    "chameleon/vqgan-tiny, b.codes, b.image, 8, 8",
    "emu3/visionvq-tiny, image.codes, image.pixels, 5, 7",
    "emu3/visionvq-tiny, image_square.codes, image_square.pixels, 6, 6"
  })
  void picturesAreThoseOfTheAuthors(
      String fixture, String codes, String pixels, int rows, int columns) {
    Golden expected = Golden.of(fixture);
    try (ImageTokenizerSource source = open(fixture)) {
      ReferenceImageTokenizer tokenizer = new ReferenceImageTokenizer(source.network());
      int[] all = expected.ints(codes);
      int pictures = all.length / (rows * columns);
      for (int picture = 0; picture < pictures; picture++) {
        int[] part = part(all, picture, pictures);
        Planes first = tokenizer.decode(Grid.of(rows, columns), part).get(0);
        assertEquals(4 * columns, first.width());
        assertArrayEquals(part(expected.floats(pixels), picture, pictures), first.values(), 1e-4f);
      }
    }
  }

  @Test
  void videosAreThoseOfTheAuthors() {
    Golden expected = Golden.of("emu3/visionvq-tiny");
    try (ImageTokenizerSource source = open("emu3/visionvq-tiny")) {
      ReferenceImageTokenizer tokenizer = new ReferenceImageTokenizer(source.network());
      List<Planes> frames = tokenizer.decode(new Grid(2, 4, 3), expected.ints("video.codes"));
      assertEquals(8, frames.size());
      for (int frame = 0; frame < 8; frame++) {
        assertArrayEquals(
            part(expected.floats("video.pixels"), frame, 8), frames.get(frame).values(), 1e-3f);
      }
    }
  }

  @Test
  void whatPassesTimeIsThatOfTheAuthors() {
    Golden expected = Golden.of("emu3/visionvq-tiny");
    try (ImageTokenizerSource source = open("emu3/visionvq-tiny")) {
      ImageTokenizerNetwork network = source.network();
      ReferenceImageTokenizer tokenizer = new ReferenceImageTokenizer(network);
      Grid grid = Grid.of(5, 7);
      // Two layers are the convolution behind the codebook; the condition has all the others.
      int temporal = 2 + network.condition().orElseThrow().size();
      List<ImageLayer> toLatents = network.decoder().subList(0, temporal);
      for (int picture = 0; picture < 2; picture++) {
        int[] codes = part(expected.ints("image.codes"), picture, 2);
        assertArrayEquals(
            part(expected.floats("image.debug.zq_after_time_convs_frame0"), picture, 2),
            tokenizer.condition(grid, codes).get(0).values(),
            1e-5f);
        float[] latents = part(expected.floats("image.debug.decoder_conv_in_input"), picture, 2);
        List<Planes> frames = tokenizer.run(toLatents, grid, codes, List.of());
        assertEquals(4, frames.size());
        for (int frame = 0; frame < 4; frame++) {
          assertArrayEquals(part(latents, frame, 4), frames.get(frame).values(), 1e-5f);
        }
      }
    }
  }

  private static ImageTokenizerSource open(String fixture) {
    return ModelLoader.discover().openImageTokenizer(Fixtures.path(fixture));
  }

  private static float[] part(float[] values, int index, int count) {
    int length = values.length / count;
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  private static int[] part(int[] values, int index, int count) {
    int length = values.length / count;
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }
}
