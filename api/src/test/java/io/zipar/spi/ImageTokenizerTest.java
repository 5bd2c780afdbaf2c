/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zipar.Grid;
import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageTokenizerTest {
  @Test
  void everyFrameOfAVideoIsDecodedAlone() {
    List<PixelImage> frames =
        new Gray().decodeFrames(new Grid(3, 1, 2), new int[] {1, 2, 3, 4, 5, 6});
    assertEquals(3, frames.size());
    assertArrayEquals(new float[] {3, 4, 3, 4, 3, 4}, frames.get(1).planes());
    assertThrows(
        InvalidInputException.class, () -> new Gray().decodeFrames(new Grid(3, 1, 2), new int[5]));
  }

  /** Tokens are levels of gray. */
  private static final class Gray implements ImageTokenizer {
    @Override
    public int codebookSize() {
      return 256;
    }

    @Override
    public int downsampling() {
      return 1;
    }

    @Override
    public PixelImage decode(Grid grid, int[] tokens) {
      float[] planes = new float[3 * tokens.length];
      for (int i = 0; i < planes.length; i++) {
        planes[i] = tokens[i % tokens.length];
      }
      return new PixelImage(grid.columns(), grid.rows(), planes);
    }

    @Override
    public Encoded encode(PixelImage image) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
