/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.InvalidInputException;
import io.zipar.PixelImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PictureSetProperties {
  @Property(tries = 100)
  void aSeedAlwaysGivesThePictureAndItsNeighbourAnother(
      @ForAll @IntRange(max = 9) int label, @ForAll long seed) {
    float[] picture = PictureSet.draw(label, seed).planes();
    assertArrayEquals(picture, PictureSet.draw(label, seed).planes());
    assertFalse(Arrays.equals(picture, PictureSet.draw(label, seed + 1).planes()));
  }

  @Property(tries = 100)
  void everyPictureHasLightAndDark(@ForAll @IntRange(max = 9) int label, @ForAll long seed) {
    PixelImage picture = PictureSet.draw(label, seed);
    assertEquals(PictureSet.SIDE, picture.width());
    assertEquals(PictureSet.SIDE, picture.height());
    float low = 1;
    float high = -1;
    for (float value : picture.planes()) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    assertTrue(low >= -1 && high <= 1);
    assertTrue(high - low > 0.5, "range of values " + low + " to " + high);
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    List<float[]> serial = LongStream.range(0, 60).mapToObj(PictureSetProperties::planes).toList();
    List<float[]> parallel =
        LongStream.range(0, 60).parallel().mapToObj(PictureSetProperties::planes).toList();
    for (int i = 0; i < serial.size(); i++) {
      assertArrayEquals(serial.get(i), parallel.get(i));
    }
  }

  @Test
  void anUnknownClassIsRefused() {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> PictureSet.draw(10, 1));
    assertEquals("class 10 is not in 0 ... 9", error.getMessage());
    assertThrows(InvalidInputException.class, () -> PictureSet.draw(-1, 1));
  }

  private static float[] planes(long number) {
    return PictureSet.draw((int) (number % 10), number).planes();
  }
}
