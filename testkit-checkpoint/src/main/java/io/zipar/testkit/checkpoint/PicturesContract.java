/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.testkit.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import io.zipar.fixtures.Golden;
import io.zipar.spi.ImageTokenizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures and videos of the families that generate from text, as the authors decoded them. */
public abstract class PicturesContract {
  private static final String CHAMELEON = "chameleon/vqgan-tiny";
  private static final String EMU3 = "emu3/visionvq-tiny";
  private static final float TOLERANCE = 1e-4f;
  private static final float VIDEO_TOLERANCE = 1e-3f;

  /** The authors truncate, so that noise may reach the next byte. */
  private static final int BYTE_TOLERANCE = 1;

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @ParameterizedTest
  @CsvSource({
    CHAMELEON + ", a.codes, a.image, a.rgb8, 5, 7",
    CHAMELEON + ", b.codes, b.image, b.rgb8, 8, 8",
    EMU3 + ", image.codes, image.pixels, image.rgb8, 5, 7",
    EMU3 + ", image_square.codes, image_square.pixels, image_square.rgb8, 6, 6"
  })
  void pictures(String fixture, String codes, String pixels, String rgb, int rows, int columns) {
    Golden golden = Golden.of(fixture);
    int[] tokens = golden.ints(codes);
    float[] values = golden.floats(pixels);
    byte[] bytes = golden.bytes(rgb);
    Grid grid = Grid.of(rows, columns);
    int count = tokens.length / grid.cells();
    try (ImageTokenizer tokenizer = backend().openImageTokenizer(golden)) {
      for (int i = 0; i < count; i++) {
        PixelImage picture = tokenizer.decode(grid, part(tokens, i, count));
        assertEquals(rows * tokenizer.downsampling(), picture.height());
        assertEquals(columns * tokenizer.downsampling(), picture.width());
        assertArrayEquals(part(values, i, count), picture.planes(), TOLERANCE);
        byte[] actual = picture.toRgb8();
        int length = bytes.length / count;
        for (int j = 0; j < length; j++) {
          assertEquals(bytes[i * length + j] & 0xff, actual[j] & 0xff, BYTE_TOLERANCE);
        }
      }
    }
  }

  @Test
  void videos() {
    Golden golden = Golden.of(EMU3);
    float[] pixels = golden.floats("video.pixels");
    int[] tokens = golden.ints("video.codes");
    try (ImageTokenizer tokenizer = backend().openImageTokenizer(golden)) {
      List<PixelImage> frames = tokenizer.decodeFrames(new Grid(2, 4, 3), tokens);
      assertEquals(8, frames.size());
      for (int i = 0; i < frames.size(); i++) {
        assertEquals(12, frames.get(i).width());
        assertArrayEquals(part(pixels, i, 8), frames.get(i).planes(), VIDEO_TOLERANCE);
      }
      PixelImage first = tokenizer.decode(Grid.of(4, 3), part(tokens, 0, 2));
      assertArrayEquals(first.planes(), frames.get(0).planes(), TOLERANCE);
    }
  }

  @Test
  void withoutTimeEveryFrameIsAPicture() {
    Golden golden = Golden.of(CHAMELEON);
    int[] tokens = golden.ints("a.codes");
    try (ImageTokenizer tokenizer = backend().openImageTokenizer(golden)) {
      List<PixelImage> frames = tokenizer.decodeFrames(new Grid(2, 5, 7), tokens);
      assertEquals(2, frames.size());
      for (int i = 0; i < 2; i++) {
        PixelImage alone = tokenizer.decode(Grid.of(5, 7), part(tokens, i, 2));
        assertArrayEquals(alone.planes(), frames.get(i).planes(), TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({CHAMELEON, EMU3})
  void whatDoesNotFitIsRefused(String fixture) {
    try (ImageTokenizer tokenizer = backend().openImageTokenizer(Golden.of(fixture))) {
      Grid two = new Grid(2, 1, 1);
      assertEquals(64, tokenizer.codebookSize());
      assertThrows(InvalidInputException.class, () -> tokenizer.decode(two, new int[2]));
      assertThrows(InvalidInputException.class, () -> tokenizer.decodeFrames(two, new int[1]));
      assertThrows(
          InvalidInputException.class, () -> tokenizer.decodeFrames(two, new int[] {0, 64}));
      assertThrows(
          InvalidInputException.class, () -> tokenizer.encode(new PixelImage(4, 4, new float[48])));
    }
  }

  @Test
  void aClosedTokenizerDecodesNoVideo() {
    ImageTokenizer tokenizer = backend().openImageTokenizer(Golden.of(EMU3));
    tokenizer.close();
    assertThrows(
        IllegalStateException.class, () -> tokenizer.decodeFrames(new Grid(2, 1, 1), new int[2]));
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
