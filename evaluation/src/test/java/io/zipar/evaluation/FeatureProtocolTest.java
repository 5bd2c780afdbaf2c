/*
 * Copyright The ZipAR for Java Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zipar.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zipar.PixelImage;
import io.zipar.models.NumpyArray;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureProtocolTest {
  private static final String FILE = "/features/resized.npz";

  /** Bytes of another tool in all channels, to a millionth of their range. */
  @ParameterizedTest
  @CsvSource({
    "shrunk, CLEAN",
    "grown, CLEAN",
    "slightly, CLEAN",
    "shrunk, ADM",
    "grown, ADM",
    "slightly, ADM"
  })
  void pixelsAreThoseOfTheTool(String name, FeatureProtocol protocol) throws IOException {
    PixelImage picture = picture(name);
    NumpyArray expected =
        NpzResource.array(FILE, name + "." + protocol.name().toLowerCase(java.util.Locale.ROOT));
    int side = expected.shape().get(1);
    float[] found = protocol.fit(picture, side).planes();
    assertEquals(expected.values().length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected.values()[i], 127.5 * (found[i] + 1.0), 255e-6, name + " at " + i);
    }
  }

  /** The filter leaves the range beside an edge, and a file of eight bits would round. */
  @Test
  void cleanIsClampedAndNotRounded() throws IOException {
    int edges = 0;
    int between = 0;
    for (float value : FeatureProtocol.CLEAN.fit(picture("shrunk"), 9).planes()) {
      assertTrue(Math.abs(value) <= 1, "value " + value);
      edges += Math.abs(value) == 1 ? 1 : 0;
      double bytes = 127.5 * (value + 1);
      between += Math.abs(bytes - Math.rint(bytes)) > 0.1 ? 1 : 0;
    }
    assertTrue(edges > 0 && between > 0, edges + " at an end, " + between + " between bytes");
  }

  @Test
  void aPictureOfTheWantedSizeIsLeftAlone() throws IOException {
    PixelImage picture = picture("slightly");
    for (FeatureProtocol protocol : FeatureProtocol.values()) {
      assertSame(picture, protocol.fit(picture, 16));
    }
  }

  /** (0 - 128) / 128 and (255 - 128) / 128, as the graph does with bytes. */
  @Test
  void theRangeOfTensorFlowIsNotSymmetric() {
    float[] values = {-1, 1, 0, -1, 1, 0};
    float[] scaled = PixelRange.TENSORFLOW.of(new PixelImage(2, 1, values)).planes();
    assertEquals(-1, scaled[0], 1e-6);
    assertEquals(127 / 128.0, scaled[1], 1e-6);
    assertEquals(-0.5 / 128, scaled[2], 1e-6);
  }

  private static PixelImage picture(String name) throws IOException {
    NumpyArray pixels = NpzResource.array(FILE, name + ".picture");
    byte[] bytes = new byte[pixels.values().length];
    Arrays.setAll(new int[bytes.length], i -> bytes[i] = (byte) pixels.values()[i]);
    return PixelImage.ofRgb8(pixels.shape().get(1), pixels.shape().get(0), bytes);
  }
}
