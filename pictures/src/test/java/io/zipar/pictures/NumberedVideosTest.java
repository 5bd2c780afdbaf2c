/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.PixelImage;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NumberedVideosTest {
  @Property(tries = 100)
  void aNumberAlwaysGivesTheVideoAndOneOfItsClassAnother(@ForAll long number) {
    float[] first = NumberedVideos.video(number).get(0).planes();
    assertArrayEquals(first, NumberedVideos.video(number).get(0).planes());
    long other = number + NumberedVideos.classNames().size();
    assertFalse(Arrays.equals(first, NumberedVideos.video(other).get(0).planes()));
  }

  /** What moves is small beside what does not. */
  @Property(tries = 200)
  void everyFrameDiffersFromTheOneBeforeAndMostOfItIsAsItWas(@ForAll long number) {
    List<PixelImage> frames = NumberedVideos.video(number);
    assertEquals(NumberedVideos.FRAMES, frames.size());
    for (int i = 1; i < frames.size(); i++) {
      float[] before = frames.get(i - 1).planes();
      float[] after = frames.get(i).planes();
      assertEquals(3 * NumberedVideos.SIDE * NumberedVideos.SIDE, after.length);
      int moved = 0;
      for (int value = 0; value < after.length; value++) {
        moved += Math.abs(after[value] - before[value]) > 0.02 ? 1 : 0;
      }
      assertTrue(moved > after.length / 100, moved + " values changed with frame " + i);
      assertTrue(moved < after.length / 2, moved + " values changed with frame " + i);
    }
  }

  @Example
  void allClassesComeEquallyOften() {
    assertEquals(
        List.of(0, 1, 2, 3, 4, 5, 0),
        List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L).stream().map(NumberedVideos::label).toList());
    assertEquals(5, NumberedVideos.label(-1));
    assertEquals(6, NumberedVideos.classNames().stream().distinct().count());
  }
}
