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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The VQ fixture: images within the authors' tolerance, indices equal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ImageTokenizerContract {
  private static final float TOLERANCE = 1e-4f;

  private final Golden golden = Golden.of("llamagen/vq-tiny");
  private ImageTokenizer tokenizer;

  /** The backend under test. */
  protected abstract TestedBackend backend();

  @BeforeAll
  void open() {
    tokenizer = backend().openImageTokenizer(golden);
  }

  @AfterAll
  void close() {
    tokenizer.close();
  }

  private static float[] part(float[] values, int index, int count) {
    int length = values.length / count;
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  private static int[] part(int[] values, int index, int count) {
    int length = values.length / count;
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  @Test
  void decodesToTheAuthorsImages() {
    for (int image = 0; image < 2; image++) {
      PixelImage decoded = tokenizer.decode(Grid.of(8, 8), part(golden.ints("codes"), image, 2));
      assertEquals(16, decoded.width());
      assertEquals(16, decoded.height());
      assertArrayEquals(part(golden.floats("image"), image, 2), decoded.planes(), TOLERANCE);
    }
  }

  @Test
  void decodesRectangles() {
    PixelImage decoded = tokenizer.decode(Grid.of(4, 6), golden.ints("rect_codes"));
    assertEquals(12, decoded.width());
    assertEquals(8, decoded.height());
    assertArrayEquals(golden.floats("rect_image"), decoded.planes(), TOLERANCE);
  }

  @Test
  void encodesToTheAuthorsIndices() {
    for (int image = 0; image < 2; image++) {
      float[] pixels = part(golden.floats("encode_input"), image, 2);
      ImageTokenizer.Encoded encoded = tokenizer.encode(new PixelImage(16, 16, pixels));
      assertEquals(Grid.of(8, 8), encoded.grid());
      assertArrayEquals(part(golden.ints("encode_indices"), image, 2), encoded.tokens());
    }
  }

  @Test
  void encodesRectangles() {
    PixelImage image = new PixelImage(10, 6, golden.floats("rect_encode_input"));
    ImageTokenizer.Encoded encoded = tokenizer.encode(image);
    assertEquals(Grid.of(3, 5), encoded.grid());
    assertArrayEquals(golden.ints("rect_encode_indices"), encoded.tokens());
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThrows(
        InvalidInputException.class, () -> tokenizer.decode(Grid.of(2, 2), new int[] {1, 2, 3}));
    assertThrows(
        InvalidInputException.class, () -> tokenizer.decode(Grid.of(1, 1), new int[] {64}));
    assertThrows(
        InvalidInputException.class, () -> tokenizer.decode(Grid.of(1, 1), new int[] {-1}));
    assertThrows(
        InvalidInputException.class, () -> tokenizer.decode(new Grid(2, 1, 1), new int[2]));
    assertThrows(
        InvalidInputException.class, () -> tokenizer.encode(new PixelImage(3, 2, new float[18])));
  }

  @Test
  void describesItself() {
    assertEquals(64, tokenizer.codebookSize());
    assertEquals(2, tokenizer.downsampling());
  }

  @Test
  void aClosedTokenizerRefuses() {
    ImageTokenizer other = backend().openImageTokenizer(golden);
    other.close();
    other.close();
    assertThrows(IllegalStateException.class, () -> other.decode(Grid.of(1, 1), new int[1]));
    assertThrows(
        IllegalStateException.class, () -> other.encode(new PixelImage(2, 2, new float[12])));
  }
}
